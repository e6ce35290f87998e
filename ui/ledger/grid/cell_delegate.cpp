#include "ui/ledger/grid/cell_delegate.h"

#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/look/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace coop
{

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool current = view && view->currentIndex() == index;
    QStyleOptionViewItem cell = option;
    cell.state.setFlag(QStyle::State_HasFocus, false);
    cell.state.setFlag(QStyle::State_MouseOver, false);
    const auto* grid = qobject_cast<const RecordGrid*>(option.widget);
    const bool isNewRow = grid && grid->records().isNewRow(index.row());
    if (isNewRow && !(cell.state & QStyle::State_Selected))
        painter->fillRect(option.rect, theme::page);
    QStyledItemDelegate::paint(painter, cell, index);
    if (isNewRow && !grid->records().newRowTouched() && index.column() == shownColumns(*grid).value(0)
        && index.data().toString().isEmpty()) {
        painter->save();
        painter->setPen(theme::secondText);
        painter->drawText(option.rect.adjusted(theme::grid, 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QStringLiteral("新的一行"));
        painter->restore();
    }
    if (!current)
        return;
    painter->save();
    painter->setPen(QPen(view->hasFocus() ? theme::accent : theme::strongLine, 2));
    painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    painter->restore();
}

} // namespace coop
