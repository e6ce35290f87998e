#include "ui/ledger/record_grid.h"

#include "ui/ledger/record_table_model.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>

namespace coop
{

RecordGrid::RecordGrid(RecordTableModel& model, QWidget* parent)
    : QTableView(parent)
    , records(model)
{
    setObjectName(QStringLiteral("ledger.grid"));
    setAccessibleName(QStringLiteral("台账的行"));
    setModel(&model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    QHeaderView* columns = horizontalHeader();
    columns->setSortIndicator(-1, Qt::AscendingOrder);
    columns->setSortIndicatorClearable(true);
    columns->setHighlightSections(false);
    columns->setMinimumSectionSize(48);
    setSortingEnabled(true);
    QHeaderView* lines = verticalHeader();
    lines->setSectionResizeMode(QHeaderView::Fixed);
    lines->setDefaultSectionSize(theme::rowHeight);
    lines->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    lines->setHighlightSections(false);
    connect(this, &QTableView::doubleClicked, this, &RecordGrid::editRequested);
}

void RecordGrid::fitColumns()
{
    constexpr int sampled = 60;
    constexpr int widest = 220;
    constexpr int padding = 3 * theme::grid;
    constexpr int orderArrow = 12;
    const QFontMetrics metrics(font());
    const auto widthOf
        = [&](const QVariant& text) { return metrics.horizontalAdvance(text.toString()) + padding; };
    for (int column = 0; column < records.columnCount(); ++column) {
        int width = widthOf(records.headerData(column, Qt::Horizontal, Qt::DisplayRole)) + orderArrow;
        for (int row = 0; row < std::min(sampled, records.rowCount()); ++row)
            width = std::max(width, widthOf(records.index(row, column).data(Qt::DisplayRole)));
        setColumnWidth(column, std::min(width, widest));
    }
}

QList<Record> RecordGrid::selectedRecords() const
{
    QList<Record> found;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        if (index.row() < records.rowCount())
            found += records.recordAt(index.row());
    return found;
}

bool RecordGrid::selectRecord(RowId id)
{
    const int row = records.rowOf(id);
    if (row < 0)
        return false;
    const int column = std::max(0, currentIndex().column());
    selectionModel()->setCurrentIndex(
        records.index(row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(records.index(row, column));
    return true;
}

void RecordGrid::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Delete))
        Q_EMIT removeRequested();
    else if (event->matches(QKeySequence::Copy))
        copySelected();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F2)
        Q_EMIT editRequested();
    else
        QTableView::keyPressEvent(event);
}

void RecordGrid::contextMenuEvent(QContextMenuEvent* event)
{
    const qsizetype selected = selectionModel()->selectedRows().size();
    if (selected == 0)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("copy")), QStringLiteral("复制"), this, &RecordGrid::copySelected);
    QAction* history = menu->addAction(
        icon(QStringLiteral("history")), QStringLiteral("历史"), this, &RecordGrid::historyRequested);
    history->setEnabled(selected == 1);
    menu->addSeparator();
    menu->addAction(
        icon(QStringLiteral("remove")), QStringLiteral("删除"), this, &RecordGrid::removeRequested);
    menu->popup(event->globalPos());
}

void RecordGrid::copySelected() const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < records.columnCount(); ++column)
        cells += records.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines += cells.join(u'\t');
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows) {
        cells.clear();
        for (int column = 0; column < records.columnCount(); ++column)
            cells += row.siblingAtColumn(column).data(Qt::DisplayRole).toString();
        lines += cells.join(u'\t');
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace coop
