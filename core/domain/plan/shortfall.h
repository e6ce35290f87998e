#pragma once
#include "core/domain/plan/reading.h"

namespace coop
{

/// 差多少: how far a reading stays behind its pace.
struct Shortfall {
    double points = 0; ///< 落后: pace minus completion, in percentage points
    qint64 amount = 0; ///< 还差: target × pace − value, in the smallest unit, so much as closes the gap
};
/// Nothing where the pace is kept, no target is set or nothing was handed in.
std::optional<Shortfall> shortfallOf(const Reading& reading);
/// 6.3; — for none. What is behind never reads 0.0.
QString behindText(const Reading& reading);
/// 1.70, in the indicator's unit; — for none. Exact where rounding would make nothing of it.
QString missingText(const Reading& reading);
inline QString behindHeading()
{
    return QStringLiteral("落后（百分点）");
}
QString missingHeading(const Indicator& indicator); ///< 还差（万亩次）

} // namespace coop
