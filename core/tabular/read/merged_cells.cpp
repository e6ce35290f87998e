#include "core/tabular/read/merged_cells.h"

#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/table_rows.h"

#include <algorithm>

namespace coop
{

bool MergedCells::add(const QList<MergedRange>& ranges, const TableRows& rows)
{
    qint64 wide = 0;
    for (MergedRange range : ranges) {
        range.bottom = std::min(range.bottom, rows.size() - 1);
        range.right = std::min(range.right, rows.columns() - 1);
        if (range.top < 0 || range.left < 0 || range.top > range.bottom || range.left > range.right)
            continue;
        wide += range.right - range.left + 1;
        if (merges.size() >= table_limits::merges || wide > table_limits::mergedColumns)
            return false;
        merges += Merge{range, {}};
    }
    // From the top, so that every row is unfolded once.
    std::stable_sort(merges.begin(), merges.end(),
        [](const Merge& a, const Merge& b) { return a.range.top < b.range.top; });
    for (qsizetype i = 0; i < merges.size(); ++i) {
        const MergedRange& range = merges[i].range;
        merges[i].first = rows.at(range.top, range.left);
        for (int column = range.left; column <= range.right; ++column)
            spans[column] += Span{range.top, range.bottom, i};
    }
    return true;
}

const MergedCells::Merge* MergedCells::at(int row, int column) const
{
    if (merges.isEmpty())
        return nullptr;
    const auto list = spans.constFind(column);
    if (list == spans.constEnd())
        return nullptr;
    const auto after = std::upper_bound(
        list->begin(), list->end(), row, [](int wanted, const Span& span) { return wanted < span.top; });
    if (after == list->begin() || (after - 1)->bottom < row)
        return nullptr;
    return &merges[(after - 1)->merge];
}

} // namespace coop
