#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "core/tabular/exporter.h"

#include <QDate>
#include <QFile>
#include <QFileInfo>
#include <cmath>
#include <xlsxwriter.h>

namespace coop
{

namespace
{
constexpr lxw_row_t titleRow = 0;
constexpr lxw_row_t headingRow = 1;

/// A workbook with the office's formats.
struct Book {
    lxw_workbook* workbook;
    lxw_worksheet* sheet;
    lxw_format *title, *heading, *text, *whole, *number, *decimals, *day;

    Book(const QByteArray& path, const QByteArray& sheetName)
        : workbook(workbook_new(path.constData()))
        , sheet(workbook_add_worksheet(workbook, sheetName.constData()))
        , title(workbook_add_format(workbook))
        , heading(workbook_add_format(workbook))
        , text(workbook_add_format(workbook))
        , whole(workbook_add_format(workbook))
        , number(workbook_add_format(workbook))
        , decimals(workbook_add_format(workbook))
        , day(workbook_add_format(workbook))
    {
        format_set_bold(title);
        format_set_font_size(title, 16);
        format_set_align(title, LXW_ALIGN_CENTER);
        format_set_align(title, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bold(heading);
        format_set_align(heading, LXW_ALIGN_CENTER);
        format_set_align(heading, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(heading);
        format_set_bg_color(heading, 0xE8F1ED);
        for (lxw_format* each : {heading, text, whole, number, decimals, day})
            format_set_border(each, LXW_BORDER_THIN);
        format_set_num_format(text, "@"); // codes and formula-like text stay what they are
        format_set_num_format(whole, "#,##0");
        format_set_num_format(decimals, "#,##0.00");
        format_set_num_format(day, "yyyy-mm-dd");
    }
    /// Years and ordinals have no thousands.
    lxw_format* numberFormat(const FieldSpec& field) const
    {
        if (field.scale == 2)
            return decimals;
        return field.scale == 0 && !field.unit.isEmpty() ? whole : number;
    }
};

void setPage(const Book& book, lxw_col_t lastColumn, lxw_row_t lastRow)
{
    worksheet_set_landscape(book.sheet);
    worksheet_set_paper(book.sheet, 9); // A4
    worksheet_fit_to_pages(book.sheet, 1, 0);
    worksheet_repeat_rows(book.sheet, titleRow, headingRow);
    worksheet_print_area(book.sheet, 0, 0, lastRow, lastColumn);
    worksheet_set_footer(book.sheet, "&C第 &P 页，共 &N 页");
    worksheet_freeze_panes(book.sheet, headingRow + 1, 2);
}

double columnWidth(const FieldSpec& field)
{
    const double heading = 2.0 * double(field.heading().size()) + 2;
    if (field.type == FieldType::reference || field.id == u"name")
        return qMax(heading, 22.0);
    return qMax(heading, field.id == u"remark" || field.id == u"address" ? 28.0 : 12.0);
}

/// The list that a choice cell offers; Excel takes 255 characters at the most.
void addChoices(const Book& book, const FieldSpec& field, lxw_col_t column, lxw_row_t lastRow)
{
    const QStringList choices = field.type == FieldType::yesNo
        ? QStringList{QStringLiteral("是"), QStringLiteral("否")}
        : field.choices;
    if (choices.isEmpty() || field.type == FieldType::choices || choices.join(u',').size() > 255)
        return;
    QList<QByteArray> texts;
    QList<char*> list;
    for (const QString& choice : choices)
        texts += choice.toUtf8();
    for (const QByteArray& choice : texts)
        list += const_cast<char*>(choice.constData()); // libxlsxwriter copies, it only forgot const
    list += nullptr;
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = list.data();
    validation.ignore_blank = LXW_VALIDATION_ON;
    worksheet_data_validation_range(book.sheet, headingRow + 1, column, lastRow + 200, column, &validation);
}

void writeCell(const Book& book, const FieldSpec& field, const FieldValue& value, lxw_row_t row,
    lxw_col_t column, const Workspace& workspace)
{
    // 15 digits are what Excel keeps; longer numbers stay text.
    const bool fits = qAbs(value.number()) < 1'000'000'000'000'000;
    if (field.isNumeric() && value.isNumber() && fits) {
        worksheet_write_number(book.sheet, row, column,
            double(value.number()) / double(powerOfTen(field.scale)), book.numberFormat(field));
        return;
    }
    if (field.type == FieldType::coordinate && value.isReal()) {
        worksheet_write_number(book.sheet, row, column, std::round(value.real() * 1e7) / 1e7, book.number);
        return;
    }
    if (const QDate date
        = field.type == FieldType::date ? QDate::fromString(value.text(), Qt::ISODate) : QDate();
        date.isValid() && date.year() > 1900) {
        worksheet_write_number(book.sheet, row, column, double(QDate(1899, 12, 30).daysTo(date)), book.day);
        return;
    }
    const QByteArray text = exportedText(field, value, workspace).toUtf8();
    if (text.isEmpty())
        worksheet_write_blank(book.sheet, row, column, book.text);
    else
        worksheet_write_string(book.sheet, row, column, text.constData(), book.text);
}
} // namespace

Result<> writeXlsx(
    const Workspace& workspace, const RegistrySpec& spec, const QList<Record>& rows, const QString& path)
{
    // Written beside and moved over, so that a failure leaves the old file.
    const QString temporary = path + QStringLiteral(".part");
    const Book book(temporary.toUtf8(), spec.label.toUtf8());
    const auto lastColumn = lxw_col_t(spec.fields.size() - 1);
    const auto lastRow = lxw_row_t(headingRow + rows.size());
    const QByteArray title
        = QStringLiteral("%1%2台账").arg(workspace.plan().districtName, spec.label).toUtf8();
    worksheet_set_row(book.sheet, titleRow, 30, nullptr);
    worksheet_set_row(book.sheet, headingRow, 32, nullptr);
    worksheet_merge_range(book.sheet, titleRow, 0, titleRow, lastColumn, title.constData(), book.title);
    for (lxw_col_t column = 0; column <= lastColumn; ++column) {
        const FieldSpec& field = spec.fields[column];
        worksheet_set_column(book.sheet, column, column, columnWidth(field), nullptr);
        worksheet_write_string(
            book.sheet, headingRow, column, field.heading().toUtf8().constData(), book.heading);
        addChoices(book, field, column, lastRow);
    }
    for (qsizetype i = 0; i < rows.size(); ++i)
        for (lxw_col_t column = 0; column <= lastColumn; ++column)
            writeCell(book, spec.fields[column], rows[i].at(column), lxw_row_t(headingRow + 1 + i), column,
                workspace);
    setPage(book, lastColumn, lastRow);
    const lxw_error error = workbook_close(book.workbook);
    if (error != LXW_NO_ERROR) {
        QFile::remove(temporary);
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("“%1”不能写入，请检查文件夹是否存在、是否已在 Excel 里打开、磁盘是否已满")
                .arg(path));
    }
    QFile::remove(path);
    if (!QFile::rename(temporary, path)) {
        QFile::remove(temporary);
        return fail(
            ErrorKind::fileUnwritable, QStringLiteral("“%1”正被别的程序打开，请关闭后再导出").arg(path));
    }
    return {};
}

} // namespace coop
