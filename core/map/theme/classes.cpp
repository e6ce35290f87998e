#include "core/map/theme/classes.h"

#include "core/map/theme/natural_breaks.h"
#include "core/map/theme/ramps.h"

#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
/// 1, 2, 2.5, 5 times a power of ten, at least `step`.
double niceStep(double step)
{
    if (!(step > 0) || !std::isfinite(step))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (factor * power >= step * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

QString number(double value)
{
    return QString::number(value, 'g', 10);
}

ClassBreaks withLabels(QList<double> limits)
{
    ClassBreaks breaks;
    breaks.limits = std::move(limits);
    const auto& at = breaks.limits;
    if (at.isEmpty()) {
        breaks.labels = {QStringLiteral("全部")};
        return breaks;
    }
    breaks.labels.append(QStringLiteral("<%1").arg(number(at.first())));
    for (qsizetype i = 0; i + 1 < at.size(); ++i)
        breaks.labels.append(QStringLiteral("%1–%2").arg(number(at[i]), number(at[i + 1])));
    breaks.labels.append(QStringLiteral("≥%1").arg(number(at.last())));
    return breaks;
}

QList<double> finite(const QList<double>& values)
{
    QList<double> sorted;
    std::copy_if(
        values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

/// From light to dark, all of the accent's hue; the steps in lightness are what black-and-white printers
/// keep.
const QList<QColor>& ramp(int count)
{
    static const QList<QList<QColor>> ramps{
        {},
        {QColor(0x7F, 0xBF, 0xA2)},
        {QColor(0xD3, 0xEB, 0xDF), QColor(0x3E, 0x93, 0x70)},
        {QColor(0xE3, 0xF2, 0xEA), QColor(0x9A, 0xCF, 0xB6), QColor(0x3E, 0x93, 0x70)},
        {QColor(0xE3, 0xF2, 0xEA), QColor(0xB0, 0xDA, 0xC6), QColor(0x6E, 0xB7, 0x96),
            QColor(0x2E, 0x86, 0x64)},
        {QColor(0xE6, 0xF3, 0xEC), QColor(0xBC, 0xE0, 0xCE), QColor(0x8A, 0xC8, 0xAC),
            QColor(0x4F, 0xA5, 0x82), QColor(0x1F, 0x7A, 0x5A)},
        {QColor(0xE8, 0xF4, 0xEE), QColor(0xC8, 0xE6, 0xD8), QColor(0xA2, 0xD4, 0xBE),
            QColor(0x74, 0xBB, 0x9C), QColor(0x47, 0x9E, 0x7B), QColor(0x1F, 0x7A, 0x5A)},
        {QColor(0xEB, 0xF6, 0xF0), QColor(0xD0, 0xE9, 0xDD), QColor(0xB0, 0xDA, 0xC6),
            QColor(0x8A, 0xC8, 0xAC), QColor(0x62, 0xB0, 0x90), QColor(0x3C, 0x94, 0x71),
            QColor(0x1A, 0x6E, 0x50)},
    };
    return ramps[std::clamp(count, 0, 7)];
}
} // namespace

int ClassBreaks::classOf(double value) const
{
    return int(std::upper_bound(limits.begin(), limits.end(), value + 1e-12) - limits.begin());
}

ClassBreaks completionBreaks()
{
    return {{0.6, 0.8, 0.9, 1.0},
        {QStringLiteral("<60%"), QStringLiteral("60%–80%"), QStringLiteral("80%–90%"),
            QStringLiteral("90%–100%"), QStringLiteral("≥100%")}};
}

ClassBreaks equalIntervalBreaks(const QList<double>& values, int count)
{
    const QList<double> sorted = finite(values);
    if (sorted.isEmpty() || sorted.first() == sorted.last() || count < 2)
        return withLabels({});
    const double least = sorted.first(), most = sorted.last();
    // Round steps: the first step that needs no more classes than asked for.
    double step = niceStep((most - least) / count);
    while (std::floor(most / step) - std::floor(least / step) + 1 > count)
        step = niceStep(step * 1.01);
    QList<double> limits;
    for (double k = std::floor(least / step) + 1; k * step <= most; ++k)
        limits.append(k * step);
    return withLabels(limits);
}

ClassBreaks quantileBreaks(const QList<double>& values, int count)
{
    const QList<double> sorted = finite(values);
    if (sorted.isEmpty() || sorted.first() == sorted.last() || count < 2)
        return withLabels({});
    const double grain = niceStep((sorted.last() - sorted.first()) / (count * 20.0));
    QList<double> limits;
    for (int i = 1; i < count; ++i) {
        const auto position
            = std::min(sorted.size() - 1, qsizetype(std::llround(double(sorted.size()) * i / count)));
        const double limit = std::round(sorted[position] / grain) * grain;
        if (limit > sorted.first() && limit <= sorted.last() && (limits.isEmpty() || limit > limits.last()))
            limits.append(limit);
    }
    return withLabels(limits);
}

namespace
{
/// The number with the fewest digits that is above `low` and not above `high`.
double roundestBetween(double low, double high)
{
    if (!(high > low))
        return high;
    double step = std::pow(10.0, std::ceil(std::log10(std::max(std::abs(high), high - low))));
    while (step > 0) {
        for (const double part : {1.0, 0.5, 0.25}) {
            const double grain = step * part;
            const double at = std::floor(high / grain) * grain;
            if (at > low)
                return at;
            if (grain < (high - low) * 1e-3)
                return high;
        }
        step /= 10;
    }
    return high;
}
} // namespace

ClassBreaks naturalClassBreaks(const QList<double>& values, int count)
{
    const QList<double> sorted = finite(values);
    QList<double> limits;
    for (const int at : naturalBreaks(sorted, count))
        if (at > 0 && sorted[at] > sorted[at - 1])
            limits += roundestBetween(sorted[at - 1], sorted[at]);
    return withLabels(limits);
}

ClassBreaks manualBreaks(const QList<double>& limits)
{
    return withLabels(limits);
}

QList<ThemeClass> rampClasses(const QStringList& labels, const QString& wanted)
{
    // The denser the hatch, the darker the class.
    // Single diagonal lines are kept for 未报.
    static const QList<Hatch> hatches{Hatch::none, Hatch::dots, Hatch::horizontal, Hatch::cross, Hatch::dense,
        Hatch::diagonalCross, Hatch::vertical};
    const QList<QColor> chosen = rampColours(wanted, int(labels.size()));
    const QList<QColor>& fills = chosen.isEmpty() ? ramp(int(labels.size())) : chosen;
    QList<ThemeClass> classes;
    for (qsizetype i = 0; i < labels.size(); ++i)
        classes.append(
            {labels[i], fills[std::min(i, fills.size() - 1)], hatches[std::min(i, hatches.size() - 1)]});
    return classes;
}

QList<ThemeClass> categoryClasses(const QStringList& labels)
{
    static const QList<QColor> fills{QColor(0xC3, 0xD3, 0xEA), QColor(0xF0, 0xC6, 0xC1),
        QColor(0xF1, 0xEC, 0xB3), QColor(0xC5, 0xE5, 0xE3), QColor(0xBF, 0xDD, 0xB9),
        QColor(0xF6, 0xD6, 0xA6), QColor(0xDD, 0xD0, 0xEA), QColor(0xE3, 0xD5, 0xC3),
        QColor(0xF3, 0xD3, 0xE2), QColor(0xD5, 0xE3, 0xA9), QColor(0xC9, 0xCF, 0xD6),
        QColor(0xF7, 0xE0, 0xD0)};
    static const QList<Hatch> hatches{Hatch::none, Hatch::dots, Hatch::horizontal, Hatch::backDiagonal,
        Hatch::vertical, Hatch::diagonalCross, Hatch::cross, Hatch::dense};
    QList<ThemeClass> classes;
    for (qsizetype i = 0; i < labels.size(); ++i)
        classes.append({labels[i], fills[i % fills.size()], hatches[i % hatches.size()]});
    return classes;
}

AreaTheme classedTheme(const ClassBreaks& breaks, const QList<qint64>& ids,
    const QList<std::optional<double>>& values, const QStringList& texts)
{
    AreaTheme theme;
    theme.classes = rampClasses(breaks.labels);
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const std::optional<double> value = values.value(i);
        AreaMark mark;
        mark.classIndex = value ? breaks.classOf(*value) : AreaMark::unreported;
        mark.text = value ? texts.value(i) : QStringLiteral("未报");
        theme.marks.insert(ids[i], mark);
    }
    return theme;
}

} // namespace coop
