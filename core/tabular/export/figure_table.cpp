#include "core/tabular/export/figure_table.h"

#include "core/base/files/output.h"
#include "core/tabular/read/csv_text.h"
#include "core/tabular/workbook/xlsx_book.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace coop
{

namespace
{
/// The number that a cell shows; nothing for words, — and percentages, which stay as people read them.
std::optional<double> numberIn(QString cell)
{
    bool isNumber = false;
    const double value = cell.remove(u',').toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

Result<> writeXlsx(const FigureTable& table, Output& output)
{
    XlsxBook book(output.path());
    lxw_worksheet* sheet = book.addWorksheet(QStringLiteral("数据"));
    const XlsxBook::Formats& formats = book.formats();
    const auto columns = lxw_col_t(table.headings.size());
    lxw_row_t row = 0;
    writeMerged(sheet, {row, 0, row, lxw_col_t(columns - 1)}, table.title, formats.title);
    ++row;
    for (lxw_col_t column = 0; column < columns; ++column)
        writeText(sheet, row, column, table.headings[column], formats.heading);
    for (const QStringList& cells : table.rows) {
        ++row;
        for (lxw_col_t column = 0; column < lxw_col_t(cells.size()); ++column) {
            if (const auto number = numberIn(cells[column]); number && column > 0)
                worksheet_write_number(sheet, row, column, *number, formats.number);
            else
                writeText(sheet, row, column, cells[column], formats.text);
        }
    }
    for (const QString& note : table.notes)
        writeText(sheet, ++row, 0, note, nullptr);
    for (lxw_col_t column = 0; column < columns; ++column) {
        double width = shownWidth(table.headings[column]);
        for (const QStringList& cells : table.rows)
            width = std::max(width, shownWidth(cells.value(column)));
        worksheet_set_column(sheet, column, column, width + 4, nullptr);
    }
    worksheet_freeze_panes(sheet, 2, 1);
    return book.close();
}

Result<> writeCsv(const FigureTable& table, Output& output)
{
    QByteArray text = QByteArrayLiteral("\xEF\xBB\xBF");
    const auto add = [&](const QStringList& cells) { text += csvLine(cells).toUtf8() + "\r\n"; };
    add({table.title});
    add(table.headings);
    for (const QStringList& cells : table.rows)
        add(cells);
    for (const QString& note : table.notes)
        add({note});
    return output.write(text);
}
} // namespace

QString tabbed(const FigureTable& table)
{
    QStringList lines{table.headings.join(u'\t')};
    for (const QStringList& row : table.rows)
        lines += row.join(u'\t');
    return lines.join(u'\n');
}

Result<> writeFigureTable(const FigureTable& table, const QString& file)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending != u"csv" && ending != u"xlsx")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”的扩展名不能用，请写成 .xlsx 或 .csv").arg(QDir::toNativeSeparators(file)));
    auto output = Output::to(file, ending == u"csv" ? FileKind::csv : FileKind::xlsx);
    COOP_TRY(output);
    COOP_TRY(ending == u"csv" ? writeCsv(table, *output) : writeXlsx(table, *output));
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
