#include "core/domain/plan/reading.h"

#include "core/base/decimal.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace coop
{

namespace
{
using Wide = boost::multiprecision::int256_t; // products of two amounts do not fit 64 bits

/// An exact share: numerator over a denominator above zero.
struct Share {
    qint64 numerator = 0;
    qint64 denominator = 1;

    double asDouble() const { return double(numerator) / double(denominator); }
};

/// What the first months of a year weigh, of 300: a month is a third of its quarter's per cent.
qint64 weightOfMonths(const Indicator& indicator, int months)
{
    if (indicator.weights.size() != 4)
        return qint64(25) * months;
    qint64 per300 = 0;
    for (int passed = 0; passed < months; ++passed)
        per300 += indicator.weights[passed / 3];
    return per300;
}

/// The part of a year's flow that should have happened by the period's end. Where the pace begins within the
/// year, its span is what is left of the year from that day on; a month passes evenly by its days.
Share flowPace(const Indicator& indicator, const Period& period)
{
    const qint64 passed = weightOfMonths(indicator, period.lastMonth().month);
    const QDate from = indicator.paceFrom;
    if (!from.isValid() || from.year() != period.year())
        return {passed, 300};
    if (period.lastDay() < from)
        return {0, 1};
    const qint64 days = from.daysInMonth();
    const qint64 month
        = weightOfMonths(indicator, from.month()) - weightOfMonths(indicator, from.month() - 1);
    const qint64 before = weightOfMonths(indicator, from.month() - 1) * days + month * (from.day() - 1);
    const qint64 span = 300 * days - before;
    return span > 0 ? Share{passed * days - before, span} : Share{1, 1};
}

QDate dueOf(const Indicator& indicator, int year)
{
    const IndicatorTarget* target = indicator.target(year);
    return target && target->due.isValid() ? target->due : QDate(year, 12, 31);
}

/// Before the target falls due: what the last target already due demands of it, never more than all.
Share stockPace(const Indicator& indicator, const Period& period, qint64 target)
{
    const QDate end = period.lastDay();
    if (end >= dueOf(indicator, period.year()))
        return {1, 1};
    const IndicatorTarget* due = nullptr;
    for (const IndicatorTarget& earlier : indicator.targets)
        if (earlier.due <= end)
            due = &earlier;
    // An area's target is a part of the district's, so the district's own share is taken where there is one.
    const IndicatorTarget* now = indicator.target(period.year());
    const qint64 whole = now ? now->value : target;
    if (!due || whole <= 0)
        return {0, 1};
    return {std::min(due->value, whole), whole};
}

/// value ÷ target ≥ share − points ÷ 100, without a division.
bool reaches(qint64 value, qint64 target, const Share& share, int points)
{
    const Wide needed = (Wide(100) * share.numerator - Wide(points) * share.denominator) * target;
    return Wide(value) * share.denominator * 100 >= needed;
}

TargetStatus judged(const Indicator& indicator, const Period& period, qint64 value, qint64 target,
    const Share& pace, const StatusThresholds& thresholds)
{
    if (indicator.strict ? value > target : value >= target)
        return TargetStatus::met;
    if (period.lastDay() > dueOf(indicator, period.year()))
        return TargetStatus::behind;
    if (reaches(value, target, pace, 0))
        return TargetStatus::ahead;
    return reaches(value, target, pace, thresholds.watchPoints) ? TargetStatus::watch : TargetStatus::behind;
}
} // namespace

QString statusId(TargetStatus status)
{
    switch (status) {
    case TargetStatus::met:
        return QStringLiteral("met");
    case TargetStatus::ahead:
        return QStringLiteral("ahead");
    case TargetStatus::watch:
        return QStringLiteral("watch");
    case TargetStatus::behind:
        return QStringLiteral("behind");
    case TargetStatus::noTarget:
        return QStringLiteral("no-target");
    case TargetStatus::noData:
        break;
    }
    return QStringLiteral("no-data");
}

QString statusWord(TargetStatus status)
{
    switch (status) {
    case TargetStatus::met:
        return QStringLiteral("达标");
    case TargetStatus::ahead:
        return QStringLiteral("领先");
    case TargetStatus::watch:
        return QStringLiteral("关注");
    case TargetStatus::behind:
        return QStringLiteral("滞后");
    case TargetStatus::noTarget:
        return QStringLiteral("无目标");
    case TargetStatus::noData:
        break;
    }
    return QStringLiteral("未报");
}

QString statusMark(TargetStatus status)
{
    switch (status) {
    case TargetStatus::met:
        return QStringLiteral("✔");
    case TargetStatus::ahead:
        return QStringLiteral("▲");
    case TargetStatus::watch:
        return QStringLiteral("◆");
    case TargetStatus::behind:
        return QStringLiteral("▼");
    case TargetStatus::noTarget:
        return QStringLiteral("—");
    case TargetStatus::noData:
        break;
    }
    return QStringLiteral("○");
}

Reading judge(const Indicator& indicator, const Period& period, const Area& area, std::optional<qint64> value,
    std::optional<qint64> target, const StatusThresholds& thresholds)
{
    Reading reading{
        .indicator = &indicator, .period = period, .area = area, .value = value, .target = target};
    if (!target)
        return reading;
    const Share pace = indicator.basis == Basis::yearFlow ? flowPace(indicator, period)
                                                          : stockPace(indicator, period, *target);
    reading.pace = pace.asDouble();
    if (!value) {
        reading.status = TargetStatus::noData;
        return reading;
    }
    if (*target != 0)
        reading.completion = double(*value) / double(*target);
    reading.status = judged(indicator, period, *value, *target, pace, thresholds);
    return reading;
}

QString figure(const Indicator& indicator, qint64 value, bool grouped)
{
    return formatDecimal(value, indicator.exponent, grouped);
}

QString roundedFigure(const Indicator& indicator, qint64 value)
{
    return formatDecimalFixed(value, indicator.exponent, qMin(indicator.decimals, indicator.exponent));
}

QString figureInSentence(const Indicator& indicator, qint64 value, std::optional<qint64> beside)
{
    const qint64 unit = powerOfTen(indicator.exponent - qMin(indicator.decimals, indicator.exponent));
    const qint64 rounded = value / unit * unit + (value % unit >= unit - unit / 2 ? unit : 0);
    const bool misleads = rounded != value && (rounded == 0 || rounded == beside);
    return figure(indicator, misleads ? value : rounded);
}

QString figureOrUnreported(const Indicator& indicator, const std::optional<qint64>& value)
{
    return value ? figure(indicator, *value) : statusWord(TargetStatus::noData);
}

QString figureOrDash(const Indicator& indicator, const std::optional<qint64>& target)
{
    return target ? figure(indicator, *target) : QStringLiteral("—");
}

QString valueText(const Reading& reading)
{
    return reading.applicable ? figureOrUnreported(*reading.indicator, reading.value)
                              : QStringLiteral("不适用");
}

QString roundedValueText(const Reading& reading)
{
    return reading.value ? roundedFigure(*reading.indicator, *reading.value) : valueText(reading);
}

QString standingText(const Reading& reading)
{
    if (!reading.applicable)
        return valueText(reading);
    const TargetStatus status = reading.value ? reading.status : TargetStatus::noData;
    return statusMark(status) + statusWord(status);
}

QList<std::optional<int>> ranksOf(const QList<Reading>& readings)
{
    const bool byCompletion = std::any_of(readings.begin(), readings.end(),
        [](const Reading& reading) { return reading.completion.has_value(); });
    // Exact: a value over its target is compared crosswise, not as a rounded quotient.
    const auto better = [byCompletion](const Reading& a, const Reading& b) {
        if (!byCompletion)
            return *a.value > *b.value;
        if (!a.completion || !b.completion)
            return a.completion.has_value() && !b.completion;
        return Wide(*a.value) * *b.target > Wide(*b.value) * *a.target;
    };
    QList<std::optional<int>> ranks;
    for (const Reading& own : readings) {
        if (!own.value || !own.applicable) {
            ranks += std::nullopt;
            continue;
        }
        ranks += 1 + int(std::count_if(readings.begin(), readings.end(), [&](const Reading& other) {
            return other.value && other.applicable && better(other, own);
        }));
    }
    return ranks;
}

double figureAsDouble(const Indicator& indicator, qint64 value)
{
    return double(value) / double(powerOfTen(indicator.exponent));
}

} // namespace coop
