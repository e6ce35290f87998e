#include "ui/ledger/grid/cell_block.h"

#include <QHeaderView>
#include <QTableView>
#include <vector>

namespace coop
{

QList<int> shownColumns(const QTableView& view)
{
    QList<int> columns;
    const QHeaderView& header = *view.horizontalHeader();
    for (int visual = 0; visual < header.count(); ++visual)
        if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column))
            columns += column;
    return columns;
}

CellBlock selectedBlock(const QTableView& view)
{
    CellBlock block;
    if (!view.model())
        return block;
    // By ranges: a selection of everything holds millions of cells.
    std::vector<char> row(size_t(view.model()->rowCount()), 0);
    std::vector<char> column(size_t(view.model()->columnCount()), 0);
    for (const QItemSelectionRange& range : view.selectionModel()->selection()) {
        for (int i = range.top(); i <= range.bottom() && size_t(i) < row.size(); ++i)
            row[size_t(i)] = 1;
        for (int i = range.left(); i <= range.right() && size_t(i) < column.size(); ++i)
            column[size_t(i)] = 1;
    }
    for (int i = 0; size_t(i) < row.size(); ++i)
        if (row[size_t(i)])
            block.rows += i;
    for (const int i : shownColumns(view))
        if (column[size_t(i)])
            block.columns += i;
    return block;
}

} // namespace coop
