#include "core/map/sheet/elements/wide_table.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
constexpr double padding = 1.6; // mm
}

WideTable::WideTable(const SheetTable& t, double sizeFactor)
    : table(t)
    , size(sizeFactor)
    , title{FontRole::labelBold, 11 * size, sheetInk}
    , heading{FontRole::labelBold, std::max(7.5, 9 * size), sheetInk}
    , cell{FontRole::table, std::max(7.5, 9 * size), sheetInk}
{
}

double WideTable::headHeight() const
{
    return table.title.isEmpty() && table.unit.isEmpty() ? 0 : title.lineMm() * 1.25;
}

QList<double> WideTable::columnWidths(double width) const
{
    // Columns that do not wrap take what they need, the others share what is left by how much they say.
    QList<double> widths, wishes;
    double fixed = 0, wished = 0;
    for (int i = 0; i < table.headings.size(); ++i) {
        double widest = textWidthMm(table.headings[i], heading), said = 0;
        for (const QStringList& row : table.measured.isEmpty() ? table.rows : table.measured) {
            const double own = textWidthMm(row.value(i), cell);
            if (!wraps(i))
                widest = std::max(widest, own);
            said += own;
        }
        const double need = widest + 2 * padding * size + 0.5;
        widths += wraps(i) ? 0 : need;
        wishes += wraps(i) ? std::sqrt(said + 1) : 0;
        fixed += widths.last();
        wished += wishes.last();
    }
    const double spare = std::max(0.0, width - fixed);
    for (int i = 0; i < widths.size(); ++i)
        widths[i] += wished > 0 ? spare * wishes[i] / wished : spare / double(widths.size());
    return widths;
}

double WideTable::rowHeight(
    const QStringList& cells, const QList<double>& widths, const TextStyle& style) const
{
    qsizetype lines = 1;
    for (int i = 0; i < widths.size(); ++i)
        lines = std::max(lines, brokenLines(cells.value(i), style, widths[i] - 2 * padding * size).size());
    return double(lines) * style.lineMm() + 2.2 * size;
}

QSizeF WideTable::minimalSize(double width) const
{
    const QList<double> widths = columnWidths(width);
    double height = headHeight() + rowHeight(table.headings, widths, heading);
    for (const QStringList& row : table.rows)
        height += rowHeight(row, widths, cell);
    return {width, height};
}

qsizetype WideTable::rowsThatFit(double width, double height, qsizetype first) const
{
    const QList<double> widths = columnWidths(width);
    double used = headHeight() + rowHeight(table.headings, widths, heading);
    qsizetype count = 0;
    for (qsizetype i = first; i < table.rows.size(); ++i) {
        used += rowHeight(table.rows[i], widths, cell);
        if (used > height && count > 0)
            break;
        ++count;
    }
    return count;
}

void WideTable::draw(QPainter& painter, const QRectF& box) const
{
    const double top = box.top() + headHeight();
    drawText(painter, QRectF(box.left(), box.top(), box.width(), title.lineMm()),
        Qt::AlignLeft | Qt::AlignVCenter, table.title, title, 1);
    TextStyle unit = cell;
    unit.role = FontRole::label;
    drawText(painter, QRectF(box.left(), box.top(), box.width(), title.lineMm()),
        Qt::AlignRight | Qt::AlignVCenter, table.unit, unit, 1);
    const QList<double> widths = columnWidths(box.width());
    double y = top;
    const auto drawRow = [&](const QStringList& cells, const TextStyle& style, bool head) {
        const double height = rowHeight(cells, widths, style);
        if (head)
            painter.fillRect(QRectF(box.left(), y, box.width(), height), QColor(0xEC, 0xEE, 0xEF));
        double x = box.left();
        for (int i = 0; i < widths.size(); ++i) {
            const double room = widths[i] - 2 * padding * size;
            const QStringList lines = brokenLines(cells.value(i), style, room);
            double line = y + (height - double(lines.size()) * style.lineMm()) / 2;
            for (const QString& each : lines) {
                drawText(painter, QRectF(x + padding * size, line, room, style.lineMm()),
                    (wraps(i) && !head ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter, each, style,
                    1);
                line += style.lineMm();
            }
            x += widths[i];
        }
        painter.setPen(QPen(sheetSoftInk, 0.1));
        painter.drawLine(QPointF(box.left(), y + height), QPointF(box.right(), y + height));
        y += height;
    };
    drawRow(table.headings, heading, true);
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        TextStyle style = cell;
        if (table.lastRowIsTotal && i + 1 == table.rows.size())
            style.role = FontRole::labelBold;
        drawRow(table.rows[i], style, false);
    }
    double x = box.left();
    painter.setPen(QPen(sheetSoftInk, 0.1));
    for (int i = 0; i + 1 < widths.size(); ++i) {
        x += widths[i];
        painter.drawLine(QPointF(x, top), QPointF(x, y));
    }
    painter.setPen(QPen(sheetInk, 0.35));
    painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top));
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
}

} // namespace coop
