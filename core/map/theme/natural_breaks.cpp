#include "core/map/theme/natural_breaks.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace coop
{

namespace
{
/// Sums from the left, so that the squares about any range's mean cost nothing.
class Squares
{
public:
    explicit Squares(const QList<double>& sorted)
        : shift(sorted.isEmpty() ? 0 : sorted[sorted.size() / 2])
        , sum(size_t(sorted.size()) + 1)
        , square(sum.size())
    {
        for (size_t i = 0; i < sum.size() - 1; ++i) {
            const double v = sorted[qsizetype(i)] - shift; // large values would drown their differences
            sum[i + 1] = sum[i] + v;
            square[i + 1] = square[i] + v * v;
        }
    }
    double of(int from, int to) const ///< `to` not included
    {
        const double s = sum[size_t(to)] - sum[size_t(from)];
        return square[size_t(to)] - square[size_t(from)] - s * s / (to - from);
    }

private:
    double shift;
    std::vector<double> sum, square;
};

constexpr int mostExact = 2000; ///< the search grows with the square
} // namespace

QList<int> naturalBreaks(const QList<double>& sorted, int count)
{
    if (sorted.size() > mostExact) {
        // Every so many-th value stands for its neighbours.
        QList<double> some;
        QList<int> positions;
        for (int i = 0; i < mostExact; ++i) {
            positions += int(qint64(i) * (sorted.size() - 1) / (mostExact - 1));
            some += sorted[positions.last()];
        }
        QList<int> breaks;
        for (const int at : naturalBreaks(some, count))
            breaks += int(std::lower_bound(sorted.begin(), sorted.end(), some[at]) - sorted.begin());
        return breaks;
    }
    const int n = int(sorted.size()), classes = std::min(count, n);
    if (classes < 2)
        return {};
    const Squares squares(sorted);
    // best[k][i]: the least for the first i values in k + 1 classes; from[k][i]: where its last class begins.
    std::vector<std::vector<double>> best(
        size_t(classes), std::vector<double>(size_t(n) + 1, std::numeric_limits<double>::infinity()));
    std::vector<std::vector<int>> from(size_t(classes), std::vector<int>(size_t(n) + 1, 0));
    for (int i = 1; i <= n; ++i)
        best[0][size_t(i)] = squares.of(0, i);
    for (size_t k = 1; k < size_t(classes); ++k)
        for (int i = int(k) + 1; i <= n; ++i)
            for (int j = int(k); j < i; ++j) {
                const double total = best[k - 1][size_t(j)] + squares.of(j, i);
                if (total < best[k][size_t(i)]) {
                    best[k][size_t(i)] = total;
                    from[k][size_t(i)] = j;
                }
            }
    QList<int> breaks;
    int end = n;
    for (size_t k = size_t(classes) - 1; k > 0; --k) {
        end = from[k][size_t(end)];
        breaks.prepend(end);
    }
    return breaks;
}

} // namespace coop
