#include "ui/settings/targets/figure_item.h"

namespace coop
{

FigureItem::FigureItem(const QString& text, const QString& written, bool editable)
    : QTableWidgetItem(written)
    , shown(text)
{
    setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFlags(editable ? flags() | Qt::ItemIsEditable : flags() & ~Qt::ItemIsEditable);
}

QVariant FigureItem::data(int role) const
{
    // QTableWidgetItem keeps one text for both roles.
    return role == Qt::DisplayRole ? QVariant(shown) : QTableWidgetItem::data(role);
}

} // namespace coop
