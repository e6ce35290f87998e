#pragma once
#include "ui/ledger/edits/change_plan.h"

#include <QStringList>

namespace coop
{

class RecordGrid;

/// Where the cells of a pasted block go, as in a spreadsheet: one cell fills the whole selection, a block
/// that fits several times is repeated, every other starts at the selection's upper left corner. Rows past
/// the end, and all that is pasted into the empty row, are new ones like `preset`. A first line of headings
/// is left out: the columns below it then go where it says, in whatever order.
struct PasteTarget {
    QList<RowEdit> edits;
    QStringList notes; ///< what is left out, and what the columns go by
    QString refusal; ///< why nothing can be pasted
};
PasteTarget pasteTarget(const RecordGrid& grid, const QList<QStringList>& block, const Record& preset);

/// Every selected row with its first one's values (down) or its first column's (right); of a single row or
/// column the neighbour's before it.
QList<RowEdit> fillEdits(const RecordGrid& grid, Qt::Orientation direction);
/// The same for the empty row: what the row above it, or the column before, holds.
QList<RowEdit::Cell> newRowFill(const RecordGrid& grid, Qt::Orientation direction);
/// Nothing in each selected cell.
QList<RowEdit> clearEdits(const RecordGrid& grid);

} // namespace coop
