#pragma once
#include <QList>

namespace coop
{

/// Divides `whole` by weights (none below zero, not all zero) into multiples of `step` that sum to it
/// exactly: each gets its share rounded down, and the steps left over go to the largest remainders, the first
/// ones when equal. What `whole` has beyond a multiple of `step` goes to the largest part.
QList<qint64> dividedByWeights(qint64 whole, const QList<qint64>& weights, qint64 step);

} // namespace coop
