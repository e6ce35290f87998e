#pragma once
#include "ui/ledger/grid/change_plan.h"

#include <QStringList>

namespace coop
{

class RecordGrid;

/// Where the cells of a pasted block go, as in a spreadsheet: one cell fills the whole selection, a block
/// that fits several times is repeated, every other starts at the selection's upper left corner. Rows past
/// the end are new ones like `preset`.
struct PasteTarget {
    QList<RowEdit> edits;
    qsizetype columnsLeftOut = 0; ///< of the block, right of the last column
};
PasteTarget pasteTarget(const RecordGrid& grid, const QList<QStringList>& block, const Record& preset);

/// Every selected row with its first one's values (down) or its first column's (right); of a single row or
/// column the neighbour's before it.
QList<RowEdit> fillEdits(const RecordGrid& grid, Qt::Orientation direction);
/// Nothing in each selected cell.
QList<RowEdit> clearEdits(const RecordGrid& grid);

} // namespace coop
