#include "core/map/sheet/sheet.h"

#include "core/map/sheet/sheet_layout.h"

namespace coop
{

QSizeF SheetSettings::paperMm() const
{
    const QSizeF upright = paper == PaperSize::A3 ? QSizeF(297, 420) : QSizeF(210, 297);
    return orientation == PaperOrientation::portrait ? upright : upright.transposed();
}

namespace
{
/// A sheet of a table, cut where a page is full.
QList<Sheet> cut(const Sheet& sheet)
{
    Sheet whole = sheet;
    whole.settings.pageText = QStringLiteral("第99页，共99页"); // takes as much room as it will
    const SheetLayout layout(whole);
    QList<Sheet> pages;
    for (qsizetype first = 0; first < sheet.table.rows.size();) {
        const qsizetype count = layout.rowsThatFit(first);
        Sheet next = sheet;
        next.table.measured = sheet.table.rows;
        next.table.rows = sheet.table.rows.mid(first, count);
        first += count;
        next.table.lastRowIsTotal = sheet.table.lastRowIsTotal && first >= sheet.table.rows.size();
        pages += next;
    }
    return pages.isEmpty() ? QList<Sheet>{sheet} : pages;
}
} // namespace

QList<Sheet> pagesOf(const QList<Sheet>& sheets)
{
    QList<Sheet> pages;
    for (const Sheet& sheet : sheets) {
        if (sheet.tableOnly) {
            pages += cut(sheet);
        } else if (sheet.settings.tableApart && !sheet.table.isEmpty()) {
            Sheet map = sheet, table = sheet;
            map.table = {};
            table.tableOnly = true;
            table.settings.basis += sheet.map.content().theme.basis;
            pages += map;
            pages += cut(table);
        } else {
            pages += sheet;
        }
    }
    if (pages.size() > 1)
        for (qsizetype i = 0; i < pages.size(); ++i)
            pages[i].settings.pageText = QStringLiteral("第%1页，共%2页").arg(i + 1).arg(pages.size());
    return pages;
}

bool setPage(SheetSettings& settings, const QString& page)
{
    const QString name = page.toLower();
    for (const auto& [paper, word] :
        {std::pair(PaperSize::A3, QStringLiteral("a3")), std::pair(PaperSize::A4, QStringLiteral("a4"))})
        for (const auto& [turn, ending] :
            {std::pair(PaperOrientation::landscape, QStringLiteral("-landscape")),
                std::pair(PaperOrientation::portrait, QStringLiteral("-portrait"))})
            if (name == word + ending) {
                settings.paper = paper;
                settings.orientation = turn;
                return true;
            }
    return false;
}

} // namespace coop
