#include "core/workflow/help/handbook.h"

#include "core/base/files/output.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/map/sheet/sheet_item.h"
#include "core/workflow/help/help_text.h"
#include "core/workflow/report/report_flow.h"

#include <QFileInfo>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>

namespace coop
{

namespace
{
const QString bookTitle = QStringLiteral("农服图使用手册");

/// A cell's words; its blocks are lines of it.
QString cellText(const QTextTableCell& cell)
{
    QStringList lines;
    for (auto it = cell.begin(); it != cell.end(); ++it)
        lines += it.currentBlock().text();
    return lines.join(u'\n');
}

SheetTable tableOf(const QTextTable& table)
{
    SheetTable cells;
    for (int row = 0; row < table.rows(); ++row) {
        QStringList texts;
        for (int column = 0; column < table.columns(); ++column)
            texts += cellText(table.cellAt(row, column));
        if (row == 0)
            cells.headings = texts;
        else
            cells.rows += texts;
    }
    for (int column = 0; column < table.columns(); ++column)
        cells.wrapped += column;
    return cells;
}

class Book
{
public:
    Book()
        : flow(bookTitle)
    {
        for (const HelpChapter& chapter : helpChapters())
            add(chapter);
    }
    ReportFlow flow;

private:
    void add(const HelpChapter& chapter)
    {
        QTextDocument text;
        text.setMarkdown(chapter.text);
        for (auto it = text.rootFrame()->begin(); !it.atEnd(); ++it) {
            if (const auto* table = qobject_cast<QTextTable*>(it.currentFrame()))
                flow.addTable(tableOf(*table));
            else if (it.currentBlock().isValid())
                add(it.currentBlock());
        }
    }
    void add(const QTextBlock& block)
    {
        const int level = block.blockFormat().headingLevel();
        if (level > 0)
            return flow.addHeading(block.text(), level == 1 ? 0 : 1);
        if (block.text().isEmpty())
            return;
        const QTextList* list = block.textList();
        if (!list)
            return flow.addParagraph(block.text());
        QString mark = list->itemText(block); // “1.”; of a bullet nothing that can be printed
        if (list->format().style() != QTextListFormat::ListDecimal)
            mark = QStringLiteral("·");
        flow.addParagraph(mark + u' ' + block.text(), false);
    }
};

void drawCover(QPainter& painter, const QRectF& box, const QString& version)
{
    const TextStyle name{FontRole::title, 30, sheetInk}, line{FontRole::text, 14, sheetInk};
    double y = 95; // mm
    drawText(painter, QRectF(0, y, box.width(), name.lineMm()), Qt::AlignCenter, bookTitle, name, 1);
    y += name.lineMm() + 14;
    drawText(painter, QRectF(0, y, box.width(), line.lineMm()), Qt::AlignCenter,
        QStringLiteral("县区“三位一体”改革的台账、指标和进度地图"), line, 1);
    drawText(painter, QRectF(0, 240, box.width(), line.lineMm()), Qt::AlignCenter,
        QStringLiteral("版本 %1").arg(version), line, 1);
}
} // namespace

Result<int> exportHandbook(const QString& path, const QString& version)
{
    if (QFileInfo(path).suffix().toLower() != u"pdf")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("手册不能输出成“%1”，文件名请以 .pdf 结尾").arg(QFileInfo(path).fileName()));
    auto output = Output::to(path, FileKind::pdf); // before it is drawn: that takes a while
    COOP_TRY(output);
    Book book;
    book.flow.finish([version](QPainter& painter, const QRectF& box) { drawCover(painter, box, version); });
    COOP_TRY(output->write(pdfOf(
        {.paperMm = ReportFlow::paperMm, .title = bookTitle}, book.flow.pages(),
        [&](QPainter& painter, int page, double unitsPerMm) {
            book.flow.draw(painter, page, unitsPerMm);
            return true;
        },
        book.flow.extras())));
    COOP_TRY(output->finish());
    return book.flow.pages();
}

} // namespace coop
