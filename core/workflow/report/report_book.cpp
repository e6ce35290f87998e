// The report's tables as a workbook in the form of the office's tables (docs/glossary.md).
#include "core/base/period.h"
#include "core/tabular/workbook/xlsx_book.h"
#include "core/workflow/report/report_files.h"

#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
std::optional<double> numberIn(QString cell)
{
    bool isNumber = false;
    const double value = cell.remove(u',').toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

class Worksheets
{
public:
    Worksheets(const XlsxBook& b, const Report& r)
        : book(b)
        , report(r)
    {
    }

    void add(const QString& name, const SheetTable& table, const QStringList& notes)
    {
        lxw_worksheet* sheet = book.addWorksheet(name);
        const XlsxBook::Formats& f = book.formats();
        const auto last = lxw_col_t(table.headings.size() - 1);
        const auto half = lxw_col_t(table.headings.size() / 2);
        writeMerged(sheet, {0, 0, 0, last}, report.title, f.title);
        worksheet_set_row(sheet, 0, 30, nullptr);
        writeMerged(sheet, {1, 0, 1, lxw_col_t(half - 1)}, QStringLiteral("制定机关：") + report.producer,
            f.lineLeft);
        writeMerged(sheet, {1, half, 1, last}, QStringLiteral("表号：季报%1").arg(++number), f.lineRight);
        writeMerged(sheet, {2, 0, 2, lxw_col_t(last > 1 ? last - 2 : 0)},
            QStringLiteral("填报单位：%1　　报告期：%2").arg(report.producer, report.period.title()),
            f.lineLeft);
        writeMerged(sheet, {2, lxw_col_t(last > 1 ? last - 1 : last), 2, last},
            table.unit.isEmpty() ? table.title : table.unit, f.lineRight);
        lxw_row_t row = 3;
        for (lxw_col_t column = 0; column <= last; ++column)
            writeText(sheet, row, column, table.headings[column], f.heading);
        for (const QStringList& cells : table.rows) {
            ++row;
            for (lxw_col_t column = 0; column <= last; ++column) {
                const QString cell = cells.value(column);
                if (const auto value = column > 0 ? numberIn(cell) : std::nullopt)
                    worksheet_write_number(
                        sheet, row, column, *value, cell.contains(u'.') ? f.decimals : f.whole);
                else
                    writeText(
                        sheet, row, column, cell, column > 0 && shownWidth(cell) < 24 ? f.word : f.text);
            }
        }
        const double across = setWidths(sheet, table);
        for (const QString& note : notes) {
            ++row;
            writeMerged(sheet, {row, 0, row, last}, note, f.note);
            worksheet_set_row(sheet, row, 15 * std::ceil((shownWidth(note) + 2) / across), nullptr);
        }
        ++row;
        writeMerged(sheet, {row, 0, row, last},
            QStringLiteral("单位负责人：　　　　　　　　填表人：　　　　　　　　报出日期：%1")
                .arg(dateInWords(report.made)),
            f.lineLeft);
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9); // A4
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_repeat_rows(sheet, 0, 3);
        worksheet_print_area(sheet, 0, 0, row, last);
        worksheet_set_footer(sheet, "&C第&P页，共&N页");
        worksheet_freeze_panes(sheet, 4, 1);
    }

private:
    /// As wide as what stands in the columns; their sum comes back.
    static double setWidths(lxw_worksheet* sheet, const SheetTable& table)
    {
        double across = 0;
        for (lxw_col_t column = 0; column < lxw_col_t(table.headings.size()); ++column) {
            double width = shownWidth(table.headings[column]);
            for (const QStringList& cells : table.rows)
                width = std::max(width, shownWidth(cells.value(column)));
            width = std::clamp(width + 3, 9.0, 42.0);
            worksheet_set_column(sheet, column, column, width, nullptr);
            across += width;
        }
        return across;
    }

    const XlsxBook& book;
    const Report& report;
    int number = 0;
};

/// A sheet's name may have 31 characters and none of \ / ? * [ ] :
QString worksheetName(QString name)
{
    for (const QChar c : QStringLiteral("\\/?*[]:"))
        name.remove(c);
    return name.left(28);
}
} // namespace

Result<> writeReportBook(const Report& report, const QString& path)
{
    XlsxBook book(path);
    book.setMade(report.title, report.producer, report.made);
    Worksheets sheets(book, report);
    QStringList basis{QStringLiteral("数据截止：") + dateInWords(report.dataUntil)};
    for (const ReportFigure& figure : report.figures)
        basis += QStringLiteral("%1：%2").arg(
            figure.whole.indicator->title, figure.basis.join(QStringLiteral("；")));
    sheets.add(QStringLiteral("全区指标"), figuresTable(report), basis);
    for (const ReportFigure& figure : report.figures)
        if (figure.whole.indicator->headline && !figure.federations.isEmpty())
            sheets.add(worksheetName(figure.whole.indicator->title), rankingTable(report, figure),
                {figure.basis.join(QStringLiteral("；"))});
    if (const ReportFigure* headline = report.headline())
        for (qsizetype i = 0; i < headline->federations.size(); ++i)
            sheets.add(worksheetName(headline->federations[i].area.name), federationTable(report, i), {});
    sheets.add(QStringLiteral("重点任务"), tasksTable(report), {tasksSentence(report.tasks)});
    SheetTable missing{.title = QStringLiteral("未报情况"),
        .headings = {QStringLiteral("指标和未报单位"), QStringLiteral("备注")}};
    for (const QString& line : report.unreported)
        missing.rows += QStringList{line, QString()};
    sheets.add(QStringLiteral("未报"), missing, {});
    return book.close();
}

} // namespace coop
