#include "core/map/labels/fonts.h"
#include "core/workflow/filing/filing_form.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <numeric>

namespace coop
{

namespace
{
// All lengths in 0.1 mm.
constexpr double paperWidth = 2970;
constexpr double paperHeight = 2100;
constexpr double side = 150;
constexpr double tableTop = 440;
constexpr double tableBottom = 1850; ///< below it who signs
constexpr double letter = 32; ///< of the table
constexpr double padding = 12;
constexpr int narrowest = 4, widest = 16; ///< a column, in Chinese letters

QFont tableFont()
{
    return fontFor(FontRole::table, letter);
}

/// Latin letters and figures are half as wide.
int lettersOf(const QString& text)
{
    int halves = 0;
    for (const QChar c : text)
        halves += c.unicode() < 0x2E80 ? 1 : 2;
    return (halves + 1) / 2;
}

double heightOf(const QStringList& cells, const QList<double>& widths)
{
    const QFontMetricsF metrics(tableFont());
    double lines = 1;
    for (int i = 0; i < cells.size(); ++i) {
        const QRectF box = metrics.boundingRect(
            QRectF(0, 0, widths[i] - 2 * padding, 10000), Qt::TextWordWrap | Qt::TextWrapAnywhere, cells[i]);
        lines = std::max(lines, std::ceil(box.height() / metrics.lineSpacing() - 0.1));
    }
    return lines * metrics.lineSpacing() + 2 * padding;
}
} // namespace

FilingFormPages::FilingFormPages(const FilingForm& source)
    : form(source)
{
    for (int table = 0; table < form.tables.size(); ++table) {
        const Layout layout = layoutOf(form.tables[table]);
        layouts += layout;
        double used = tableTop + layout.headings;
        Page page{table, 0, 0};
        for (int row = 0; row < layout.heights.size(); ++row) {
            if (used + layout.heights[row] > tableBottom && row > page.firstRow) {
                pages += page;
                page = Page{table, row, row};
                used = tableTop + layout.headings;
            }
            used += layout.heights[row];
            page.lastRow = row + 1;
        }
        pages += page;
    }
}

FilingFormPages::Layout FilingFormPages::layoutOf(const FilingForm::Table& table) const
{
    Layout layout;
    for (int column = 0; column < table.headings.size(); ++column) {
        int letters = std::min(lettersOf(table.headings[column]), 7);
        for (const QStringList& row : table.rows)
            letters = std::max(letters, lettersOf(row[column]));
        if (!table.totals.isEmpty())
            letters = std::max(letters, lettersOf(table.totals[column]));
        layout.widths += std::clamp(letters, narrowest, widest) + 1;
    }
    const double sum = std::accumulate(layout.widths.begin(), layout.widths.end(), 0.0);
    for (double& width : layout.widths)
        width *= (paperWidth - 2 * side) / sum;
    layout.headings = heightOf(table.headings, layout.widths);
    for (const QStringList& row : table.rows)
        layout.heights += heightOf(row, layout.widths);
    if (!table.totals.isEmpty())
        layout.heights += heightOf(table.totals, layout.widths);
    return layout;
}

void FilingFormPages::drawTop(QPainter& painter, const FilingForm::Table& table) const
{
    const double width = paperWidth - 2 * side;
    painter.setFont(fontFor(FontRole::title, 58));
    painter.drawText(QRectF(side, 130, width, 90), Qt::AlignCenter, table.title);
    painter.setFont(fontFor(FontRole::text, 36));
    painter.drawText(QRectF(side, 235, width, 50), Qt::AlignCenter, form.period);
    painter.setFont(tableFont());
    const QString right = QStringLiteral("表    号：%1\n制定机关：%2\n批准文号：%3")
                              .arg(table.number, form.issuer, form.document);
    painter.drawText(QRectF(paperWidth - side - 760, 255, 760, 170), Qt::AlignLeft | Qt::AlignBottom, right);
    painter.drawText(QRectF(side, 255, 1200, 170), Qt::AlignLeft | Qt::AlignBottom,
        QStringLiteral("填报单位：") + form.unit);
}

void FilingFormPages::drawRow(QPainter& painter, const FilingForm::Table& table, const Layout& layout,
    const QStringList& cells, double top, double height, bool heading) const
{
    double left = side;
    for (int column = 0; column < cells.size(); ++column) {
        const QRectF box(left, top, layout.widths[column], height);
        painter.drawRect(box);
        const Qt::Alignment align = heading ? Qt::AlignHCenter
            : table.figures[column]         ? Qt::AlignRight
                                            : Qt::AlignLeft;
        painter.drawText(box.adjusted(padding, 0, -padding, 0),
            int(align | Qt::AlignVCenter) | Qt::TextWordWrap | Qt::TextWrapAnywhere, cells[column]);
        left += layout.widths[column];
    }
}

void FilingFormPages::draw(QPainter& painter, int number, double unitsPerMm) const
{
    painter.scale(unitsPerMm / 10, unitsPerMm / 10);
    const Page& page = pages[number];
    const FilingForm::Table& table = form.tables[page.table];
    const Layout& layout = layouts[page.table];
    painter.setPen(QPen(Qt::black, 2));
    if (form.state
        == filingStateWord(FilingState::draft)) { // so that nobody takes it for the one that was handed in
        painter.save();
        painter.translate(paperWidth / 2, paperHeight / 2);
        painter.rotate(-20);
        painter.setPen(QColor(0xDD, 0xDD, 0xDD));
        painter.setFont(fontFor(FontRole::title, 420));
        painter.drawText(QRectF(-1200, -300, 2400, 600), Qt::AlignCenter, form.state);
        painter.restore();
    }
    drawTop(painter, table);
    painter.setFont(tableFont());
    drawRow(painter, table, layout, table.headings, tableTop, layout.headings, true);
    double top = tableTop + layout.headings;
    for (int row = page.firstRow; row < page.lastRow; ++row) {
        drawRow(painter, table, layout, row < table.rows.size() ? table.rows[row] : table.totals, top,
            layout.heights[row], false);
        top += layout.heights[row];
    }
    if (layout.heights.isEmpty())
        painter.drawText(
            QRectF(side, top + 20, paperWidth - 2 * side, 60), Qt::AlignLeft, QStringLiteral("（本季度无）"));
    painter.drawText(QRectF(side, 1890, paperWidth - 2 * side, 60), Qt::AlignLeft | Qt::AlignVCenter,
        QStringLiteral("单位负责人：%1        填表人：%2        报出日期：%3")
            .arg(form.head.isEmpty() ? QString(10, u' ') : form.head,
                form.filler.isEmpty() ? QString(10, u' ') : form.filler, form.handedIn));
    painter.drawText(QRectF(side, 1950, paperWidth - 2 * side, 60), Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("第 %1 页，共 %2 页").arg(number + 1).arg(pages.size()));
}

} // namespace coop
