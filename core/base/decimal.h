#pragma once
#include "core/base/result.h"

namespace coop
{

/// Exact decimals as integers: `value` counts units of 10^-scale. No floating point is used on the way.
/// Reads "1,234.5", "１２．５", "-3"; refuses with ErrorKind::invalidValue when it is no number, has more
/// decimals than `scale`, or does not fit. `exponent` multiplies by 10^exponent first (万 = 4, 亿 = 8).
Result<qint64> parseDecimal(const QString& text, int scale, int exponent = 0);

/// "1234.5" for (123450, 2): no trailing zeros. With `grouped`, "1,234.5".
QString formatDecimal(qint64 value, int scale, bool grouped = false);

/// The same with exactly `decimals` digits after the point, rounded half away from zero: (127, 2, 1) is
/// "1.3".
QString formatDecimalFixed(qint64 value, int scale, int decimals, bool grouped = true);

/// 10^n for 0 ≤ n ≤ 18.
qint64 powerOfTen(int n);

} // namespace coop
