#pragma once
#include <QStyledItemDelegate>

namespace coop
{

/// Paints the cells of the grid: the current one has a frame, also while the keyboard is elsewhere.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace coop
