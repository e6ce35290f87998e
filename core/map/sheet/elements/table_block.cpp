#include "core/map/sheet/elements/table_block.h"

#include <algorithm>

namespace coop
{

TableBlock::TableBlock(SheetTable t, double sizeFactor)
    : table(std::move(t))
    , size(sizeFactor)
{
    table.wrapped.clear();
}

TableLook TableBlock::fitting(double width) const
{
    const double points = 8.5 * size;
    TableLook look{.heading = {FontRole::labelBold, points, sheetInk},
        .cell = {FontRole::table, points, sheetInk},
        .side = 1.3 * points / 8.5,
        .row = 5 * size,
        .title = {FontRole::labelBold, 11 * size, sheetInk},
        .unit = {FontRole::label, points * 0.92, sheetInk},
        .titleLines = 1.2};
    double needed = 0;
    for (const TableColumn& column : columnsFor(table, look, 0))
        needed += column.width;
    const double factor = std::min(1.0, width / std::max(needed, 1.0));
    look.heading.points *= factor;
    look.cell.points *= factor;
    look.side = 1.3 * look.cell.points / 8.5;
    return look;
}

bool TableBlock::isNumeric(int column) const
{
    bool some = false;
    for (const QStringList& row : table.rows) {
        const QString text = row.value(column);
        if (text.isEmpty() || text == QStringLiteral("—") || text == QStringLiteral("未报")
            || text == QStringLiteral("不适用"))
            continue;
        if (!text.front().isDigit() && text.front() != u'-' && text.front() != u'+')
            return false;
        some = true;
    }
    return some;
}

QSizeF TableBlock::minimalSize(double width) const
{
    return table.isEmpty() ? QSizeF() : QSizeF(width, PaperTable(table, fitting(width), {}).height());
}

QStringList TableBlock::complaints(const QRectF& box) const
{
    if (table.isEmpty() || fitting(box.width()).cell.points >= leastPoints)
        return {};
    return {QStringLiteral("表格有 %1 行，字会小得看不清，请选“表格另附一页”或换 A3 纸。")
                .arg(table.rows.size())};
}

void TableBlock::draw(QPainter& painter, const QRectF& box) const
{
    if (table.isEmpty())
        return;
    TableLook look = fitting(box.width());
    QList<TableColumn> columns = columnsFor(table, look, box.width());
    for (int i = 0; i < columns.size(); ++i)
        if (isNumeric(i))
            columns[i].align = Qt::AlignRight;
    const double head = PaperTable(SheetTable{.title = table.title, .unit = table.unit}, look, {}).height();
    look.row = std::min(6.8 * size, (box.bottom() - (box.top() + head)) / (double(table.rows.size()) + 1.1));
    PaperTable(table, look, columns).draw(painter, box);
}

} // namespace coop
