#pragma once
#include "core/map/theme/area_theme.h"

#include <optional>

namespace coop
{

/// Limits between classes: a value belongs to the first class whose upper limit is above it.
struct ClassBreaks {
    QList<double> limits{}; ///< ascending; n limits make n + 1 classes
    QStringList labels{}; ///< one a class: "<60%", "60%–80%", "≥100%"

    int classOf(double value) const;
};

/// <60%, 60–80%, 80–90%, 90–100%, ≥100% of the target; `completion` 1.0 is 100 %.
ClassBreaks completionBreaks();
/// Equal steps between the least and the greatest value, at round numbers; at most `count` classes.
ClassBreaks equalIntervalBreaks(const QList<double>& values, int count = 5);
/// About as many values in every class, at round numbers; at most `count` classes.
ClassBreaks quantileBreaks(const QList<double>& values, int count = 5);

/// Where the values fall apart of themselves (natural_breaks.h), at the roundest numbers between the classes;
/// at most `count` classes.
ClassBreaks naturalClassBreaks(const QList<double>& values, int count = 5);
/// The user's own limits, ascending.
ClassBreaks manualBreaks(const QList<double>& limits);

/// One-hue ramp from light to dark, `count` 1 … 7, that stays apart in grey; with a hatch for black and
/// white.
QList<ThemeClass> rampClasses(const QStringList& labels, const QString& ramp = {});
/// Light colours for up to 12 片区, each with a hatch.
QList<ThemeClass> categoryClasses(const QStringList& labels);

/// A classed theme at once; nullopt is 未报. `ids` and `values` go together, `texts` are the value labels.
AreaTheme classedTheme(const ClassBreaks& breaks, const QList<qint64>& ids,
    const QList<std::optional<double>>& values, const QStringList& texts);

} // namespace coop
