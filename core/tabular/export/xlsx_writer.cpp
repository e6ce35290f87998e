#include "core/base/decimal.h"
#include "core/base/files/output.h"
#include "core/tabular/export/export_source.h"
#include "core/tabular/export/table_writers.h"
#include "core/tabular/export/xlsx_form.h"
#include "core/tabular/export/xlsx_lists.h"
#include "core/tabular/workbook/xlsx_book.h"

#include <QDate>
#include <cmath>

namespace coop
{

namespace
{
constexpr qint64 sheetRows = 1'048'576;
constexpr lxw_row_t rowsToAdd = 200; // below the last one also have their lists
constexpr qint64 exactInExcel = 1'000'000'000'000'000; // Excel keeps 15 digits; longer numbers stay text

/// The number that Excel has for a value; nothing when it is a text there.
std::optional<double> excelNumber(const FieldSpec& field, const FieldValue& value)
{
    if (field.isNumeric() && value.isNumber() && qAbs(value.number()) < exactInExcel)
        return double(value.number()) / double(powerOfTen(field.scale));
    if (field.type == FieldType::coordinate && value.isReal())
        return std::round(value.real() * 1e7) / 1e7;
    if (XlsxBook::isDay(field) && value.isText()) {
        // Excel's days begin in 1900; those up to 1905 are refused in an import as small numbers or years.
        const QDate date = QDate::fromString(value.text(), Qt::ISODate);
        if (date.isValid() && date.year() > 1905 && date.year() <= 9999)
            return double(QDate(1899, 12, 30).daysTo(date));
    }
    return {};
}

Result<> writeRow(const XlsxBook& book, lxw_worksheet* sheet, const ExportSource& source,
    const Record& record, lxw_row_t row)
{
    lxw_col_t at = 0;
    for (const ExportColumn& column : source.columns()) {
        const FieldValue& value = record.at(column.index);
        const auto number = column.masked ? std::nullopt : excelNumber(*column.field, value);
        const QString text = number ? QString() : source.text(column, record);
        if (number)
            worksheet_write_number(sheet, row, at, *number, book.formatOf(*column.field));
        else if (text.isEmpty()) // a number that is typed here later has to be one
            worksheet_write_blank(sheet, row, at, book.formatOf(*column.field));
        else if (!writeText(sheet, row, at, text, book.textFormatOf(*column.field)))
            return fail(source.tooLong(
                column, record, QStringLiteral("Excel 一格最多 32767 个字符，请缩短，或导出为 .csv")));
        ++at;
    }
    return {};
}
} // namespace

Result<> writeXlsx(const ExportSource& source, Output& output)
{
    XlsxBook book(output.path());
    lxw_worksheet* sheet = book.addWorksheet(source.spec().label);
    XlsxForm form(book, sheet, source, false);
    form.begin();
    if (form.firstRow() + source.rows().size() + 1 > sheetRows)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("要导出的行超过了 Excel 一张表的 1,048,576 行，请分几次导出，或导出为 .csv"));
    lxw_row_t at = form.firstRow();
    for (const Record& row : source.rows()) {
        COOP_TRY(source.goOn(at - form.firstRow()));
        COOP_TRY(writeRow(book, sheet, source, row, at++));
    }
    XlsxLists().offer(book, sheet, source, form.firstRow(), at + rowsToAdd);
    form.end(source.rows().size());
    return book.close();
}

} // namespace coop
