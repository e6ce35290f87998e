#include "core/map/sheet/elements/table_block.h"

#include <QPainter>
#include <algorithm>
#include <numeric>

namespace coop
{

namespace
{
constexpr double paddingMm = 1.3;

double columnNeeds(const SheetTable& table, int column, const TextStyle& style)
{
    TextStyle bold = style;
    bold.role = FontRole::labelBold;
    double needed = textWidthMm(table.headings[column], bold);
    for (const QStringList& row : table.rows)
        needed = std::max(needed, textWidthMm(row.value(column), style));
    return needed + 2 * paddingMm * style.points / 8.5;
}
} // namespace

TableBlock::TableBlock(const SheetTable& t, double sizeFactor)
    : table(t)
    , size(sizeFactor)
    , title{FontRole::labelBold, 11 * size, sheetInk}
    , cell{FontRole::table, 8.5 * size, sheetInk}
{
}

double TableBlock::headHeight() const
{
    return table.title.isEmpty() && table.unit.isEmpty() ? 0 : title.lineMm() * 1.2;
}

TextStyle TableBlock::fitting(double width) const
{
    double needed = 0;
    for (int i = 0; i < table.headings.size(); ++i)
        needed += columnNeeds(table, i, cell);
    TextStyle style = cell;
    style.points *= std::min(1.0, width / std::max(needed, 1.0));
    return style;
}

QList<double> TableBlock::columnWidths(double width, const TextStyle& style) const
{
    QList<double> widths;
    for (int i = 0; i < table.headings.size(); ++i)
        widths.append(columnNeeds(table, i, style));
    const double spare = (width - std::accumulate(widths.begin(), widths.end(), 0.0)) / double(widths.size());
    for (double& w : widths)
        w += spare;
    return widths;
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
    if (table.isEmpty())
        return {};
    const double row = 5.0 * size;
    return {width, headHeight() + row * 1.1 + double(table.rows.size()) * row};
}

QStringList TableBlock::complaints(const QRectF& box) const
{
    if (table.isEmpty() || fitting(box.width()).points >= leastPoints)
        return {};
    return {QStringLiteral("表格有 %1 行，字会小得看不清，请选“表格另附一页”或换 A3 纸。")
                .arg(table.rows.size())};
}

void TableBlock::draw(QPainter& painter, const QRectF& box) const
{
    if (table.isEmpty())
        return;
    const TextStyle style = fitting(box.width());
    TextStyle bold = style;
    bold.role = FontRole::labelBold;
    drawText(painter, QRectF(box.left(), box.top(), box.width(), title.lineMm()),
        Qt::AlignLeft | Qt::AlignVCenter, table.title, title, 1);
    TextStyle unit = cell;
    unit.role = FontRole::label;
    unit.points *= 0.92;
    drawText(painter, QRectF(box.left(), box.top(), box.width(), title.lineMm()),
        Qt::AlignRight | Qt::AlignVCenter, table.unit, unit, 1);

    const QList<double> widths = columnWidths(box.width(), style);
    const double top = box.top() + headHeight();
    const double row = std::min(6.8 * size, (box.bottom() - top) / (double(table.rows.size()) + 1.1));
    const double head = row * 1.1;
    painter.fillRect(QRectF(box.left(), top, box.width(), head), QColor(0xEC, 0xEE, 0xEF));
    const auto drawRow
        = [&](const QStringList& cells, double y, double height, const TextStyle& s, bool heading) {
              double x = box.left();
              for (int i = 0; i < widths.size(); ++i) {
                  const double pad = paddingMm * style.points / 8.5;
                  const bool right = !heading && isNumeric(i);
                  const Qt::Alignment align = right ? Qt::AlignRight : Qt::AlignHCenter;
                  drawText(painter, QRectF(x + pad, y, widths[i] - 2 * pad, height), align | Qt::AlignVCenter,
                      cells.value(i), s, 1);
                  x += widths[i];
              }
          };
    drawRow(table.headings, top, head, bold, true);
    double y = top + head;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const bool total = table.lastRowIsTotal && i + 1 == table.rows.size();
        drawRow(table.rows[i], y, row, total ? bold : style, false);
        painter.setPen(QPen(sheetSoftInk, 0.1));
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        y += row;
    }
    painter.setPen(QPen(sheetSoftInk, 0.1));
    double x = box.left();
    for (int i = 0; i + 1 < widths.size(); ++i) {
        x += widths[i];
        painter.drawLine(QPointF(x, top), QPointF(x, y));
    }
    painter.setPen(QPen(sheetInk, 0.35));
    painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top));
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
}

} // namespace coop
