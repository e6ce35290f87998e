#pragma once
#include <QList>

class QTableView;

namespace coop
{

/// The rows and columns that a selection touches, as a spreadsheet's block: rows from top to bottom, columns
/// (logical) as they are seen from left to right, without hidden ones.
struct CellBlock {
    QList<int> rows, columns;

    bool isEmpty() const { return rows.isEmpty() || columns.isEmpty(); }
    qsizetype cells() const { return rows.size() * columns.size(); }
};

CellBlock selectedBlock(const QTableView& view);
/// The visible columns (logical) from left to right.
QList<int> shownColumns(const QTableView& view);

} // namespace coop
