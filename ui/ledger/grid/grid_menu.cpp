#include "ui/ledger/grid/grid_menu.h"

#include "ui/ledger/grid/cell_block.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/icons.h"

#include <QMenu>

namespace coop
{

namespace
{
QMenu* menuOf(RecordGrid& grid, const QString& name)
{
    auto* menu = new QMenu(&grid);
    menu->setObjectName(name);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}
QString withKey(const QString& text, const QString& key)
{
    return text + u'\t' + key;
}

/// The empty row is pasted into and dropped; nothing else can be done with it.
void showNewRowMenu(RecordGrid& grid, const QPoint& place)
{
    QMenu* menu = menuOf(grid, QStringLiteral("grid.newRowMenu"));
    menu->addAction(icon(QStringLiteral("paste")),
        withKey(QStringLiteral("粘贴为新行…"), QStringLiteral("Ctrl+V")), &grid, &RecordGrid::pasteRequested);
    QAction* drop = menu->addAction(icon(QStringLiteral("clear")),
        withKey(QStringLiteral("不要这一行"), QStringLiteral("Esc")), &grid, &RecordGrid::newRowDropped);
    drop->setEnabled(grid.records().newRowTouched());
    menu->popup(place);
}
} // namespace

void showCellMenu(RecordGrid& grid, const QPoint& place)
{
    const CellBlock block = grid.block();
    if (grid.inNewRow())
        return showNewRowMenu(grid, place);
    if (block.isEmpty())
        return;
    QMenu* menu = menuOf(grid, QStringLiteral("grid.menu"));
    menu->addAction(icon(QStringLiteral("copy")), withKey(QStringLiteral("复制"), QStringLiteral("Ctrl+C")),
        &grid, [&grid] { Q_EMIT grid.copyRequested(false); });
    menu->addAction(QStringLiteral("复制（含表头）"), &grid, [&grid] { Q_EMIT grid.copyRequested(true); });
    menu->addAction(icon(QStringLiteral("paste")), withKey(QStringLiteral("粘贴…"), QStringLiteral("Ctrl+V")),
        &grid, &RecordGrid::pasteRequested);
    menu->addSeparator();
    menu->addAction(withKey(QStringLiteral("向下填充"), QStringLiteral("Ctrl+D")), &grid,
        [&grid] { Q_EMIT grid.fillRequested(Qt::Vertical); });
    menu->addAction(withKey(QStringLiteral("向右填充"), QStringLiteral("Ctrl+R")), &grid,
        [&grid] { Q_EMIT grid.fillRequested(Qt::Horizontal); });
    menu->addAction(icon(QStringLiteral("clear")),
        withKey(QStringLiteral("清除内容"), QStringLiteral("Delete")), &grid, &RecordGrid::clearRequested);
    menu->addAction(
        icon(QStringLiteral("edit")), QStringLiteral("批量修改…"), &grid, &RecordGrid::changeManyRequested);
    menu->addSeparator();
    QAction* history = menu->addAction(
        icon(QStringLiteral("history")), QStringLiteral("历史"), &grid, &RecordGrid::historyRequested);
    history->setEnabled(block.rows.size() == 1);
    menu->addAction(icon(QStringLiteral("remove")),
        withKey(block.rows.size() > 1 ? QStringLiteral("删除 %1 行").arg(block.rows.size())
                                      : QStringLiteral("删除"),
            QStringLiteral("Ctrl+-")),
        &grid, &RecordGrid::removeRequested);
    menu->popup(place);
}

void showColumnMenu(RecordGrid& grid, int column, const QPoint& place)
{
    QMenu* menu = menuOf(grid, QStringLiteral("grid.columnMenu"));
    menu->addAction(
        QStringLiteral("升序"), &grid, [&grid, column] { grid.sortByColumn(column, Qt::AscendingOrder); });
    menu->addAction(
        QStringLiteral("降序"), &grid, [&grid, column] { grid.sortByColumn(column, Qt::DescendingOrder); });
    menu->addAction(icon(QStringLiteral("filter")), withKey(QStringLiteral("筛选…"), QStringLiteral("Alt+↓")),
        &grid, [&grid, column] { Q_EMIT grid.filterRequested(column); });
    menu->addSeparator();
    menu->addAction(withKey(QStringLiteral("选中整列"), QStringLiteral("Ctrl+空格")), &grid,
        [&grid, column] { grid.chooseColumn(column); });
    if (const QList<int> frozen = grid.frozenColumns(); !frozen.isEmpty() && frozen.last() == column)
        menu->addAction(QStringLiteral("取消冻结"), &grid, [&grid] { Q_EMIT grid.freezeRequested(-1); });
    else
        menu->addAction(
            QStringLiteral("冻结到此列"), &grid, [&grid, column] { Q_EMIT grid.freezeRequested(column); });
    menu->addAction(icon(QStringLiteral("hidden")), QStringLiteral("隐藏列"), &grid,
        [&grid, column] { Q_EMIT grid.hideRequested(column); });
    menu->addAction(QStringLiteral("列…"), &grid, &RecordGrid::columnsRequested);
    menu->popup(place);
}

} // namespace coop
