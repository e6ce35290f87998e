#pragma once
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace coop
{

/// How somebody wants an indicator shown; kept with a saved theme as JSON.
struct ThemeChoice {
    enum class Method {
        automatic, ///< completion in fixed classes where there are targets, else equal steps
        equalInterval,
        quantile,
        natural, ///< core/map/theme/natural_breaks.h
        manual, ///< `limits`
        lights, ///< 达标 领先 关注 滞后
    };
    enum class Outlets { byStar, one, byRole };
    Method method = Method::automatic;
    int classes = 5; ///< 2 … 7
    QList<double> limits{}; ///< ascending, in the indicator's unit
    QString ramp{}; ///< core/map/theme/ramps.h; empty: the program's own
    bool symbols = false; ///< circles whose area is the value, in place of colours
    Outlets outlets = Outlets::byStar;
    bool clusters = false; ///< points that would overlap are drawn as one with their number

    QString toJson() const;
    /// Errors: invalidValue.
    static Result<ThemeChoice> fromJson(const QString& json);
    /// “1，2.5、10” as limits. Errors: invalidValue, when they are no ascending numbers.
    static Result<QList<double>> limitsOf(const QString& text);
    bool operator==(const ThemeChoice&) const = default;
};

/// 自动, 等间距, 分位数, 自然断点, 自定界限, 进度状态: in the order of the enumeration.
QStringList themeMethodTitles();
QStringList themeMethodIds(); ///< automatic equal quantile natural manual lights

} // namespace coop
