#include "core/domain/plan/shortfall.h"

#include <algorithm>
#include <cmath>

namespace coop
{

std::optional<Shortfall> shortfallOf(const Reading& reading)
{
    if (!reading.applicable || !reading.value || !reading.target || !reading.completion || !reading.pace)
        return {};
    const auto target = double(*reading.target);
    const double missing = target * *reading.pace - double(*reading.value);
    const double nothing = std::max(1e-6, target * 1e-12); // what doubles leave of a pace that is kept
    if (missing <= nothing)
        return {};
    return Shortfall{(*reading.pace - *reading.completion) * 100, qint64(std::ceil(missing - nothing))};
}

QString behindText(const Reading& reading)
{
    const auto shortfall = shortfallOf(reading);
    return shortfall ? QString::number(std::max(shortfall->points, 0.1), 'f', 1) : QStringLiteral("—");
}

QString missingText(const Reading& reading)
{
    const auto shortfall = shortfallOf(reading);
    if (!shortfall)
        return QStringLiteral("—");
    const QString rounded = roundedFigure(*reading.indicator, shortfall->amount);
    const bool tells = std::any_of(
        rounded.begin(), rounded.end(), [](QChar each) { return each.isDigit() && each != u'0'; });
    return tells ? rounded : figure(*reading.indicator, shortfall->amount);
}

QString missingHeading(const Indicator& indicator)
{
    return QStringLiteral("还差（%1）").arg(indicator.unit);
}

} // namespace coop
