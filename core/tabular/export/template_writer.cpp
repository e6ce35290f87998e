#include "core/base/files/output.h"
#include "core/tabular/export/export_source.h"
#include "core/tabular/export/fill_hints.h"
#include "core/tabular/export/table_writers.h"
#include "core/tabular/export/xlsx_form.h"
#include "core/tabular/export/xlsx_lists.h"
#include "core/tabular/workbook/xlsx_book.h"

#include <cmath>

namespace coop
{

namespace
{
constexpr qsizetype ruledRows = 30; // with borders, as a printed form
constexpr lxw_row_t rowsWithLists = 2000;

/// What each column takes. The program does not take this sheet in: fewer headings stand on it than on the
/// form.
void writeNotes(const XlsxBook& book, const ExportSource& source)
{
    const auto& formats = book.formats();
    lxw_worksheet* sheet = book.addWorksheet(QStringLiteral("填写说明"));
    const double widths[] = {22, 24, 80, 24};
    for (lxw_col_t column = 0; column < 4; ++column)
        worksheet_set_column(sheet, column, column, widths[column], nullptr);
    lxw_row_t row = 0;
    writeText(sheet, row++, 0,
        QStringLiteral("带 * 的列必须填写。一行填一条，不要合并单元格；多余的空行不影响导入。"),
        formats.lineLeft);
    const QString headings[] = {QStringLiteral("列名"), QStringLiteral("是否必填"),
        QStringLiteral("填写要求"), QStringLiteral("示例")};
    for (lxw_col_t column = 0; column < 4; ++column)
        writeText(sheet, row, column, headings[column], formats.heading);
    for (const ExportColumn& each : source.columns()) {
        ++row;
        const FieldSpec& field = *each.field;
        const QStringList offered = XlsxLists::offered(source, field);
        const QString cells[] = {field.heading(), fillDuty(source.spec(), field), fillHint(field, offered),
            fillExample(field, offered)};
        double lines = 1; // WPS and LibreOffice do not find the height of a wrapped text by themselves
        for (lxw_col_t column = 0; column < 4; ++column)
            lines = std::max(lines, std::ceil(shownWidth(cells[column]) / (widths[column] - 2)));
        worksheet_set_row(sheet, row, 16 * lines, nullptr);
        for (lxw_col_t column = 0; column < 4; ++column)
            writeText(sheet, row, column, cells[column], formats.note);
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 1, 1);
    worksheet_freeze_panes(sheet, 2, 1);
}
} // namespace

Result<> writeTemplate(const ExportSource& source, Output& output)
{
    XlsxBook book(output.path());
    lxw_worksheet* sheet = book.addWorksheet(source.spec().label);
    XlsxForm form(book, sheet, source, true);
    form.begin();
    for (lxw_row_t row = 0; row < lxw_row_t(ruledRows); ++row)
        for (lxw_col_t column = 0; column < lxw_col_t(source.columns().size()); ++column)
            worksheet_write_blank(
                sheet, form.firstRow() + row, column, book.formatOf(*source.columns()[column].field));
    form.end(ruledRows);
    writeNotes(book, source);
    XlsxLists().offer(book, sheet, source, form.firstRow(), form.firstRow() + rowsWithLists);
    return book.close();
}

} // namespace coop
