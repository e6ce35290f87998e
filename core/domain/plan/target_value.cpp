#include "core/domain/plan/target_value.h"

#include "core/base/decimal.h"

#include <QtNumeric>
#include <limits>

namespace coop
{

namespace
{
constexpr int storedScale = 8;

/// value × 10^exponent.
qint64 scaled(qint64 value, int exponent)
{
    if (exponent >= 0) { // what does not fit is refused by the field's limit
        qint64 product = 0;
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        return qMulOverflow(value, powerOfTen(exponent), &product) ? (value < 0 ? -most : most) : product;
    }
    const qint64 unit = powerOfTen(-exponent);
    const qint64 rest = value % unit;
    const qint64 whole = value / unit;
    return (rest < 0 ? -rest : rest) * 2 >= unit ? whole + (value < 0 ? -1 : 1) : whole;
}
} // namespace

qint64 storedFigure(const Indicator& indicator, qint64 smallest)
{
    return scaled(smallest, storedScale - indicator.exponent);
}

qint64 smallestUnits(const Indicator& indicator, qint64 stored)
{
    return scaled(stored, indicator.exponent - storedScale);
}

} // namespace coop
