#include "ui/exchange/conflicts/conflict_cell.h"

#include "ui/exchange/conflicts/conflict_table_model.h"

namespace coop
{

namespace
{
constexpr int textMargins = 14; ///< left and right of a cell's text
}

void ConflictCell::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool values
        = index.column() >= ConflictTableModel::field && index.column() <= ConflictTableModel::theirs;
    if (!values || !option->text.contains(QChar::LineSeparator))
        return;
    QStringList lines = option->text.split(QChar::LineSeparator);
    for (QString& line : lines)
        line = option->fontMetrics.elidedText(line, Qt::ElideRight, option->rect.width() - textMargins);
    option->text = lines.join(QChar(QChar::LineSeparator));
}

} // namespace coop
