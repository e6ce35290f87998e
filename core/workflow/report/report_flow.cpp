#include "core/workflow/report/report_flow.h"

#include "core/map/sheet/elements/paper_table.h"
#include "core/map/sheet/sheet_item.h"
#include "core/map/sheet/word_across.h"

#include <QPainter>
#include <utility>

namespace coop
{

namespace
{
constexpr double marginSide = 24, marginTop = 25, marginBottom = 24;
constexpr double tableSize = 1; ///< of wideTable: letters of 9 pt
constexpr double mostlyEmpty = 0.7, littleRoom = 0.35; ///< of a page
constexpr qsizetype fewestRows = 3; ///< on a page that begins with the rest of a table

TextStyle headingStyle(int level)
{
    return {FontRole::labelBold, level == 0 ? 17.0 : 13.0, sheetInk};
}

TextStyle bodyStyle()
{
    return {FontRole::text, 11.5, sheetInk};
}

constexpr double bodyLine = 1.25; ///< more room between the lines than a sheet has
} // namespace

ReportFlow::ReportFlow(QString runningTitle, QString wordAcross)
    : running(std::move(runningTitle))
    , across(std::move(wordAcross))
    , room(marginSide, marginTop, paperMm.width() - 2 * marginSide,
          paperMm.height() - marginTop - marginBottom)
    , y(room.top())
{
}

ReportFlow::Page& ReportFlow::page()
{
    if (sheets.empty())
        sheets.emplace_back();
    return sheets.back();
}

void ReportFlow::breakPage()
{
    sheets.emplace_back();
    y = room.top();
}

void ReportFlow::need(double height)
{
    page();
    if (y + height > room.bottom() && y > room.top())
        breakPage();
}

void ReportFlow::addHeading(const QString& text, int level)
{
    const TextStyle style = headingStyle(level);
    const double height = style.lineMm() * 1.5;
    if (level == 0) {
        if (!sheets.empty() && heightLeft() < mostlyEmpty * room.height())
            breakPage();
        page();
        y += y > room.top() ? 8 : 0;
    } else {
        need(height + 45); // never alone at the foot of a page
        y += y > room.top() ? 4 : 0;
    }
    page().push_back(
        {QRectF(room.left(), y, room.width(), height), [=](QPainter& painter, const QRectF& box) {
             drawText(painter, box, Qt::AlignLeft | Qt::AlignVCenter, text, style, 1);
         }});
    headings += PdfExtras::Bookmark{text, level, int(sheets.size()) - 1, y};
    y += height + (level == 0 ? 4 : 1);
}

void ReportFlow::addParagraph(const QString& text, bool indented)
{
    const TextStyle style = bodyStyle();
    const double line = style.lineMm() * bodyLine;
    // Two characters in front, as Chinese papers begin a paragraph; white space there would be trimmed.
    const QString filler = indented ? QStringLiteral("口口") : QString();
    double left = textWidthMm(filler, style);
    for (const QString& broken : brokenLines(filler + text, style, room.width())) {
        need(line);
        const QString each = left > 0 ? broken.mid(filler.size()) : broken;
        page().push_back({QRectF(room.left() + left, y, room.width() - left, line),
            [=](QPainter& painter, const QRectF& box) {
                drawText(painter, box, Qt::AlignLeft | Qt::AlignVCenter, each, style, 1);
            }});
        left = 0;
        y += line;
    }
    y += 1.2;
}

void ReportFlow::addPicture(double height, Draw draw, const std::optional<PdfExtras::GeoFrame>& place)
{
    need(height);
    page().push_back({QRectF(room.left(), y, room.width(), height), std::move(draw)});
    if (place) {
        found.frames += *place;
        found.frames.last().page = int(sheets.size()) - 1;
        found.frames.last().box.translate(room.left(), y);
    }
    y += height + 4;
}

double ReportFlow::tableHeight(const SheetTable& table) const
{
    return wideTable(table, tableSize, room.width()).height();
}

void ReportFlow::addTable(const SheetTable& table)
{
    const auto whole = std::make_shared<const PaperTable>(wideTable(table, tableSize, room.width()));
    if (whole->height() > heightLeft() && whole->height() <= room.height()
        && heightLeft() < littleRoom * room.height())
        breakPage();
    for (qsizetype first = 0; first < table.rows.size();) {
        need(30);
        qsizetype count = whole->rowsThatFit(room.bottom() - y, first);
        const qsizetype rest = table.rows.size() - first - count;
        if (rest > 0 && rest < fewestRows && count > 2 * fewestRows)
            count -= fewestRows - rest;
        const double height = whole->height(first, count);
        if (y + height > room.bottom() + 0.1 && y > room.top() + 0.1) { // not even one row
            breakPage();
            continue;
        }
        page().push_back({QRectF(room.left(), y, room.width(), height),
            [=](QPainter& painter, const QRectF& box) { whole->draw(painter, box, first, count); }});
        y += height + 4;
        first += count;
        if (first < table.rows.size())
            breakPage();
    }
}

std::vector<ReportFlow::Page> ReportFlow::contents(int pagesBefore)
{
    const TextStyle title = headingStyle(0), entry = bodyStyle();
    const double line = entry.lineMm() * 1.55;
    std::vector<Page> pages(1);
    double at = room.top();
    pages[0].push_back({QRectF(room.left(), at, room.width(), title.lineMm() * 1.5),
        [=](QPainter& painter, const QRectF& box) {
            drawText(painter, box, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("目　录"), title, 1);
        }});
    at += title.lineMm() * 1.5 + 5;
    for (const PdfExtras::Bookmark& heading : std::as_const(headings)) {
        if (at + line > room.bottom()) {
            pages.emplace_back();
            at = room.top();
        }
        const double indent = heading.level * 8.0;
        const QRectF box(room.left() + indent, at, room.width() - indent, line);
        const int target = heading.page + pagesBefore;
        pages.back().push_back(
            {box, [=](QPainter& painter, const QRectF& where) {
                 const QString number = QString::number(target + 1);
                 drawText(painter, where, Qt::AlignLeft | Qt::AlignVCenter, heading.title, entry, 1);
                 drawText(painter, where, Qt::AlignRight | Qt::AlignVCenter, number, entry, 1);
                 const double from = where.left() + textWidthMm(heading.title, entry) + 3;
                 const double to = where.right() - textWidthMm(number, entry) - 3;
                 painter.setPen(QPen(sheetSoftInk, 0.25, Qt::DotLine));
                 if (to > from)
                     painter.drawLine(
                         QPointF(from, where.center().y() + 1.2), QPointF(to, where.center().y() + 1.2));
             }});
        found.links += PdfExtras::Link{int(pages.size()), box, target, heading.y};
        at += line;
    }
    return pages;
}

void ReportFlow::finish(Draw cover)
{
    if (std::exchange(finished, true))
        return;
    const int before = 1 + int(contents(0).size());
    found.links.clear();
    std::vector<Page> all(1);
    all[0].push_back({QRectF(QPointF(), paperMm), std::move(cover)});
    for (Page& each : contents(before))
        all.push_back(std::move(each));
    for (Page& each : sheets)
        all.push_back(std::move(each));
    sheets = std::move(all);
    for (PdfExtras::Bookmark& heading : headings)
        heading.page += before;
    for (PdfExtras::GeoFrame& frame : found.frames)
        frame.page += before;
    found.bookmarks = headings;
}

void ReportFlow::draw(QPainter& painter, int number, double unitsPerMm) const
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(unitsPerMm, unitsPerMm);
    for (const Part& part : sheets[size_t(number)]) {
        painter.save();
        part.draw(painter, part.box);
        painter.restore();
    }
    drawAcross(painter, paperMm, across);
    if (number == 0)
        return;
    const TextStyle small{FontRole::text, 9, sheetSoftInk};
    drawText(painter, QRectF(room.left(), paperMm.height() - 17, room.width(), small.lineMm()),
        Qt::AlignHCenter | Qt::AlignVCenter, QStringLiteral("— %1 —").arg(number + 1), small, 1);
    drawText(painter, QRectF(room.left(), 14, room.width(), small.lineMm()), Qt::AlignLeft | Qt::AlignVCenter,
        running, small, 1);
    painter.setPen(QPen(sheetSoftInk, 0.2));
    painter.drawLine(QPointF(room.left(), 19.5), QPointF(room.right(), 19.5));
}

} // namespace coop
