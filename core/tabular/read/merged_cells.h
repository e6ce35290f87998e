#pragma once
#include "core/tabular/read/cell_value.h"

#include <QHash>
#include <QList>

namespace coop
{

class TableRows;

/// Cells that are shown as one; its content stands in the first. All from 0, the ends included.
struct MergedRange {
    int top = 0, left = 0, bottom = 0, right = 0;
};

/// The merged ranges of a sheet, with what stands in the first cell of each.
class MergedCells
{
public:
    struct Merge {
        MergedRange range;
        CellValue first;
    };
    /// Notes ranges when all rows are there; parts outside the rows and columns in use are of no interest.
    /// False: there are more than any table has.
    bool add(const QList<MergedRange>& ranges, const TableRows& rows);
    /// The range that a cell belongs to; null when it stands alone.
    const Merge* at(int row, int column) const;

private:
    struct Span {
        int top = 0, bottom = 0;
        qsizetype merge = 0; ///< position in `merges`
    };
    QList<Merge> merges;
    QHash<int, QList<Span>> spans; ///< of each column, from the top
};

} // namespace coop
