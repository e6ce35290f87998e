#pragma once
#include <QStyledItemDelegate>

namespace coop
{

/// Draws the cells of the inbox: where a row has several fields, each of them keeps to one line, so that the
/// values of one field stand beside each other.
class ConflictCell : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace coop
