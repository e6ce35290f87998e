#include "core/map/sheet/elements/paper_table.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace coop
{

QList<TableColumn> columnsFor(const SheetTable& table, const TableLook& look, double width)
{
    QList<TableColumn> columns;
    QList<double> wishes;
    double fixed = 0, wished = 0;
    for (int i = 0; i < table.headings.size(); ++i) {
        const bool wraps = table.wrapped.contains(i);
        double widest = textWidthMm(table.headings[i], look.heading), said = 0;
        for (const QStringList& row : table.measured.isEmpty() ? table.rows : table.measured) {
            const double own = textWidthMm(row.value(i), look.cell);
            widest = std::max(widest, own);
            said += own;
        }
        columns
            += {wraps ? 0 : widest + 2 * look.side + look.slack, wraps ? Qt::AlignLeft : Qt::AlignHCenter};
        wishes += wraps ? std::sqrt(said + 1) : 0;
        fixed += columns.last().width;
        wished += wishes.last();
    }
    const double spare = std::max(0.0, width - fixed);
    for (int i = 0; i < columns.size(); ++i)
        columns[i].width += wished > 0 ? spare * wishes[i] / wished : spare / double(columns.size());
    return columns;
}

PaperTable::PaperTable(SheetTable t, TableLook l, QList<TableColumn> c)
    : table(std::move(t))
    , look(std::move(l))
    , columns(std::move(c))
{
}

PaperTable::Kind PaperTable::kindOf(qsizetype row) const
{
    return table.lastRowIsTotal && row + 1 == table.rows.size() ? Kind::total : Kind::plain;
}

double PaperTable::titleHeight() const
{
    return table.title.isEmpty() && table.unit.isEmpty() ? 0 : look.title.lineMm() * look.titleLines;
}

TextStyle PaperTable::styleOf(int column, Kind kind) const
{
    TextStyle style = kind == Kind::head || columns[column].label ? look.heading : look.cell;
    if (kind == Kind::total)
        style.role = FontRole::labelBold;
    return style;
}

QStringList PaperTable::linesOf(const QStringList& cells, int column, Kind kind) const
{
    if (look.row > 0)
        return {cells.value(column)};
    return brokenLines(cells.value(column), styleOf(column, kind), columns[column].width - 2 * look.side);
}

double PaperTable::rowHeight(const QStringList& cells, Kind kind) const
{
    if (cells.isEmpty() || look.row > 0)
        return cells.isEmpty() ? 0 : look.row * (kind == Kind::head ? 1.1 : 1);
    double words = look.cell.lineMm();
    for (int i = 0; i < columns.size(); ++i)
        words = std::max(words, double(linesOf(cells, i, kind).size()) * styleOf(i, kind).lineMm());
    return words + look.above;
}

qsizetype PaperTable::rowsThatFit(double height, qsizetype first) const
{
    double used = titleHeight() + rowHeight(table.headings, Kind::head);
    qsizetype count = 0;
    for (qsizetype i = first; i < table.rows.size(); ++i, ++count) {
        used += rowHeight(table.rows[i], kindOf(i));
        if (used > height && count > 0)
            break;
    }
    return count;
}

double PaperTable::height(qsizetype first, qsizetype count) const
{
    double height = titleHeight() + rowHeight(table.headings, Kind::head);
    for (qsizetype i = first; i < (count < 0 ? table.rows.size() : first + count); ++i)
        height += rowHeight(table.rows[i], kindOf(i));
    return height;
}

void PaperTable::drawBetween(QPainter& painter, QPointF at, double bottom) const
{
    double x = at.x();
    for (int i = 0; i + 1 < columns.size(); ++i) {
        x += columns[i].width;
        painter.drawLine(QPointF(x, at.y()), QPointF(x, bottom));
    }
}

double PaperTable::drawRow(QPainter& painter, const QRectF& box, const QStringList& cells, Kind kind) const
{
    const bool boxed = look.box.style() != Qt::NoPen;
    const double height = rowHeight(cells, kind), y = box.top();
    if (kind == Kind::head && !boxed)
        painter.fillRect(QRectF(box.left(), y, box.width(), height), QColor(0xEC, 0xEE, 0xEF));
    if (boxed) {
        painter.setPen(look.box);
        painter.drawRect(QRectF(box.left(), y, box.width(), height));
        drawBetween(painter, box.topLeft(), y + height);
    }
    double x = box.left();
    for (int i = 0; i < columns.size(); ++i) {
        const QStringList lines = linesOf(cells, i, kind);
        const TextStyle style = styleOf(i, kind);
        QRectF line(x + look.side, y + (height - double(lines.size()) * style.lineMm()) / 2,
            columns[i].width - 2 * look.side, style.lineMm());
        for (const QString& each : lines) {
            drawText(painter, line,
                (kind == Kind::head ? Qt::AlignHCenter : columns[i].align) | Qt::AlignVCenter, each, style,
                1);
            line.translate(0, line.height());
        }
        x += columns[i].width;
    }
    if (const bool even = look.row > 0; !boxed && !(even && kind == Kind::head)) {
        const double rule = even ? y : y + height;
        painter.setPen(QPen(sheetSoftInk, 0.1));
        painter.drawLine(QPointF(box.left(), rule), QPointF(box.right(), rule));
    }
    return height;
}

void PaperTable::draw(QPainter& painter, const QRectF& box, qsizetype first, qsizetype count) const
{
    const QRectF line(box.left(), box.top(), box.width(), look.title.lineMm());
    drawText(painter, line, Qt::AlignLeft | Qt::AlignVCenter, table.title, look.title, 1);
    drawText(painter, line, Qt::AlignRight | Qt::AlignVCenter, table.unit, look.unit, 1);
    const double top = box.top() + titleHeight();
    double y = top;
    if (!table.headings.isEmpty())
        y += drawRow(painter, {box.left(), y, box.width(), 0}, table.headings, Kind::head);
    for (qsizetype i = first; i < (count < 0 ? table.rows.size() : first + count); ++i)
        y += drawRow(painter, {box.left(), y, box.width(), 0}, table.rows[i], kindOf(i));
    if (look.box.style() != Qt::NoPen)
        return;
    painter.setPen(QPen(sheetSoftInk, 0.1));
    drawBetween(painter, {box.left(), top}, y);
    painter.setPen(QPen(sheetInk, 0.35));
    painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top));
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
}

PaperTable wideTable(const SheetTable& table, double size, double width)
{
    const double points = std::max(7.5, 9 * size);
    const TableLook look{.heading = {FontRole::labelBold, points, sheetInk},
        .cell = {FontRole::table, points, sheetInk},
        .side = 1.6 * size,
        .above = 2.2 * size,
        .slack = 0.5,
        .title = {FontRole::labelBold, 11 * size, sheetInk},
        .unit = {FontRole::label, points, sheetInk}};
    return {table, look, columnsFor(table, look, width)};
}

} // namespace coop
