#include "core/workflow/targets/target_shares.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>

namespace coop
{

QList<qint64> dividedByWeights(qint64 whole, const QList<qint64>& weights, qint64 step)
{
    using Wide = boost::multiprecision::int128_t; // a target times a figure does not fit 64 bits
    const qint64 steps = whole / step;
    Wide sum = 0;
    for (const qint64 weight : weights)
        sum += weight;
    QList<qint64> parts;
    QList<Wide> remainders;
    qint64 given = 0;
    for (const qint64 weight : weights) {
        const Wide share = Wide(steps) * weight;
        parts += qint64(share / sum);
        remainders += share % sum;
        given += parts.last();
    }
    QList<qsizetype> order(weights.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(
        order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return remainders[a] > remainders[b]; });
    for (qint64 i = 0; i < steps - given; ++i)
        ++parts[order[i]];
    for (qint64& part : parts)
        part *= step;
    const auto largest = std::max_element(parts.begin(), parts.end());
    *largest += whole % step;
    return parts;
}

} // namespace coop
