#include "core/tabular/figure_table.h"

#include "core/base/file_problem.h"
#include "core/tabular/csv_text.h"
#include "core/tabular/export_staging.h"
#include "core/tabular/xlsx_book.h"

#include <QFile>
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

Result<> writeXlsx(const FigureTable& table, const QString& file)
{
    XlsxBook book(file);
    lxw_worksheet* sheet = book.addSheet(QStringLiteral("数据"));
    const XlsxBook::Formats& formats = book.formats();
    const auto columns = lxw_col_t(table.headings.size());
    lxw_row_t row = 0;
    writeMerged(sheet, row, 0, row, lxw_col_t(columns - 1), table.title, formats.title);
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

Result<> writeCsv(const FigureTable& table, const QString& file)
{
    QByteArray text = QByteArrayLiteral("\xEF\xBB\xBF");
    const auto add = [&](const QStringList& cells) { text += csvLine(cells).toUtf8() + "\r\n"; };
    add({table.title});
    add(table.headings);
    for (const QStringList& cells : table.rows)
        add(cells);
    for (const QString& note : table.notes)
        add({note});
    QFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.flush())
        return {};
    return fail(ErrorKind::fileUnwritable, QStringLiteral("“%1”不能写入：%2").arg(file, fileProblem(out)));
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
        return fail(
            ErrorKind::invalidValue, QStringLiteral("“%1”的扩展名不能用，请写成 .xlsx 或 .csv").arg(file));
    const auto staging = ExportStaging::at(file);
    if (!staging)
        return fail(staging.error());
    const auto written
        = ending == u"csv" ? writeCsv(table, staging->path()) : writeXlsx(table, staging->path());
    return written ? staging->finish() : written;
}

} // namespace coop
