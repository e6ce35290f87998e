#include "core/map/labels/fonts.h"
#include "core/map/sheet/word_across.h"
#include "core/workflow/filing/filing_form.h"

#include <QPainter>
#include <algorithm>

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

PaperTable laidOut(const FilingForm::Table& table)
{
    const SheetTable& cells = table.cells;
    QList<TableColumn> columns;
    double sum = 0;
    for (int i = 0; i < cells.headings.size(); ++i) {
        int letters = std::min(lettersOf(cells.headings[i]), 7);
        for (const QStringList& row : cells.rows)
            letters = std::max(letters, lettersOf(row[i]));
        columns += {double(std::clamp(letters, narrowest, widest) + 1),
            table.figures[i] ? Qt::AlignRight : Qt::AlignLeft};
        sum += columns.last().width;
    }
    for (TableColumn& column : columns)
        column.width *= (paperWidth - 2 * side) / 10 / sum;
    const TextStyle style{FontRole::table, letter / 10 / mmPerPoint, Qt::black};
    return {SheetTable{.headings = cells.headings, .rows = cells.rows},
        TableLook{.heading = style, .cell = style, .side = 1.2, .above = 2.8, .box = QPen(Qt::black, 0.2)},
        columns};
}
} // namespace

FilingFormPages::FilingFormPages(const FilingForm& source)
    : form(source)
{
    for (int table = 0; table < form.tables.size(); ++table) {
        tables += laidOut(form.tables[table]);
        qsizetype first = 0;
        do {
            pages += Page{table, first, tables.last().rowsThatFit((tableBottom - tableTop) / 10, first)};
            first += pages.last().count;
        } while (first < form.tables[table].cells.rows.size());
    }
}

void FilingFormPages::drawTop(QPainter& painter, const FilingForm::Table& table) const
{
    const double width = paperWidth - 2 * side;
    painter.setFont(fontFor(FontRole::title, 58));
    painter.drawText(QRectF(side, 130, width, 90), Qt::AlignCenter, table.cells.title);
    painter.setFont(fontFor(FontRole::text, 36));
    painter.drawText(QRectF(side, 235, width, 50), Qt::AlignCenter, form.period);
    painter.setFont(tableFont());
    const QString right = QStringLiteral("表    号：%1\n制定机关：%2\n批准文号：%3")
                              .arg(table.number, form.issuer, form.document);
    painter.drawText(QRectF(paperWidth - side - 760, 255, 760, 170), Qt::AlignLeft | Qt::AlignBottom, right);
    painter.drawText(QRectF(side, 255, 1200, 170), Qt::AlignLeft | Qt::AlignBottom,
        QStringLiteral("填报单位：") + form.unit);
}

void FilingFormPages::draw(QPainter& painter, int number, double unitsPerMm) const
{
    painter.scale(unitsPerMm / 10, unitsPerMm / 10);
    const Page& page = pages[number];
    const FilingForm::Table& table = form.tables[page.table];
    painter.setPen(QPen(Qt::black, 2));
    painter.save();
    painter.scale(10, 10);
    drawAcross(painter, paperMm, form.across);
    painter.restore();
    drawTop(painter, table);
    painter.save();
    painter.scale(10, 10);
    tables[page.table].draw(
        painter, QRectF(side / 10, tableTop / 10, (paperWidth - 2 * side) / 10, 0), page.first, page.count);
    painter.restore();
    painter.setFont(tableFont());
    if (page.count == 0)
        painter.drawText(QRectF(side, tableTop + 90, paperWidth - 2 * side, 60), Qt::AlignLeft,
            QStringLiteral("（本季度无）"));
    painter.drawText(QRectF(side, 1890, paperWidth - 2 * side, 60), Qt::AlignLeft | Qt::AlignVCenter,
        QStringLiteral("单位负责人：%1        填表人：%2        报出日期：%3")
            .arg(form.head.isEmpty() ? QString(10, u' ') : form.head,
                form.filler.isEmpty() ? QString(10, u' ') : form.filler, form.handedIn));
    painter.drawText(QRectF(side, 1950, paperWidth - 2 * side, 60), Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("第 %1 页，共 %2 页").arg(number + 1).arg(pages.size()));
}

} // namespace coop
