#include "ui/ledger/grid/cell_delegate.h"

#include "ui/shell/theme.h"

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
    QStyledItemDelegate::paint(painter, cell, index);
    if (!current)
        return;
    painter->save();
    painter->setPen(QPen(view->hasFocus() ? theme::accent : theme::strongLine, 2));
    painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    painter->restore();
}

} // namespace coop
