#pragma once
#include <QStyledItemDelegate>

class QFontMetrics;

namespace coop
{

/// A text that ends in … where it is too wide; never within a figure, of which the rest would be another one.
QString shortened(const QString& text, const QFontMetrics& metrics, int width);

/// Shows the texts of a list so.
class ShortenedItems : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace coop
