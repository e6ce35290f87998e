#pragma once
#include <QStyledItemDelegate>

namespace coop
{

/// Draws a row of the list of tasks: the light as shape, colour and word; the progress as bar and figure.
class TaskRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace coop
