#include "core/tabular/export/xlsx_form.h"

#include "core/tabular/export/export_source.h"

namespace coop
{

namespace
{
constexpr lxw_row_t titleRow = 0, issuerRow = 1, unitRow = 2;
constexpr uint8_t a4 = 9;
constexpr qsizetype measuredRows = 200;
constexpr double narrowest = 8, widest = 36, longestHeading = 18;

double columnWidth(const ExportSource& source, const ExportColumn& column)
{
    // A long heading breaks into two lines, a short one does not.
    double width = qMin(shownWidth(column.field->heading()) + 2, longestHeading);
    for (qsizetype i = 0; i < qMin(measuredRows, source.rows().size()); ++i)
        width = qMax(width, shownWidth(source.text(column, source.rows()[i])) + 2);
    return qBound(narrowest, width, widest);
}

/// The last of the columns from `first` on that share its group; `first` when it has none or is alone.
qsizetype groupEnd(const QList<ExportColumn>& columns, qsizetype first)
{
    qsizetype last = first;
    const QString& group = columns[first].field->group;
    while (!group.isEmpty() && last + 1 < columns.size() && columns[last + 1].field->group == group)
        ++last;
    return last;
}

bool hasGroups(const QList<ExportColumn>& columns)
{
    for (qsizetype i = 0; i < columns.size(); ++i)
        if (groupEnd(columns, i) > i)
            return true;
    return false;
}

/// In headers and footers & starts a code.
QString plain(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}
} // namespace

XlsxForm::XlsxForm(
    const XlsxBook& workbook, lxw_worksheet* worksheet, const ExportSource& exported, bool empty)
    : book(workbook)
    , sheet(worksheet)
    , source(exported)
    , form(officeForm(exported, empty))
    , blank(empty)
    , lastColumn(lxw_col_t(exported.columns().size() - 1))
{
}

void XlsxForm::begin()
{
    setColumns();
    writeLines();
    writeHeadings();
}

void XlsxForm::setColumns()
{
    for (lxw_col_t column = 0; column <= lastColumn; ++column) {
        const ExportColumn& each = source.columns()[column];
        worksheet_set_column(
            sheet, column, column, columnWidth(source, each), book.formatOf(*each.field, true));
    }
}

void XlsxForm::writeLines()
{
    const auto& formats = book.formats();
    const auto writeLine = [&](lxw_row_t row, const QString& left, const QString& right, int quarters) {
        if (lastColumn == 0) {
            writeText(sheet, row, 0, right.isEmpty() ? left : left + QStringLiteral("　") + right,
                formats.lineLeft);
            return;
        }
        const auto part = lxw_col_t((lastColumn - 1) * quarters / 4);
        writeMerged(sheet, {row, 0, row, part}, left, formats.lineLeft);
        writeMerged(sheet, {row, lxw_col_t(part + 1), row, lastColumn}, right, formats.lineRight);
    };
    worksheet_set_row(sheet, titleRow, 30, nullptr);
    writeMerged(sheet, {titleRow, 0, titleRow, lastColumn}, form.title, formats.title);
    writeLine(issuerRow, form.issuer, form.number, 2);
    if (blank)
        writeLine(
            unitRow, form.unit + QStringLiteral("　　　　　　　　") + form.signatures, form.measures, 3);
    else
        writeLine(unitRow, form.unit, form.measures, 2);
}

void XlsxForm::writeHeadings()
{
    const QList<ExportColumn>& columns = source.columns();
    const auto& formats = book.formats();
    const bool two = hasGroups(columns);
    lastHeading = firstHeading + (two ? 1 : 0);
    const auto formatOf = [&](const ExportColumn& column) {
        return blank && column.field->required ? formats.required : formats.heading;
    };
    const auto textOf = [&](const ExportColumn& column) {
        const QString heading = column.field->heading();
        return blank && column.field->required ? u'*' + heading : heading;
    };
    worksheet_set_row(sheet, firstHeading, two ? 20 : 34, nullptr);
    // Row by row, as a book of constant memory wants it; merges that reach down only after both rows.
    QList<lxw_col_t> reachDown;
    for (qsizetype first = 0; first < columns.size();) {
        const qsizetype last = groupEnd(columns, first);
        const auto left = lxw_col_t(first);
        if (last > first) {
            writeMerged(sheet, {firstHeading, left, firstHeading, lxw_col_t(last)},
                columns[first].field->group, formats.heading);
        } else {
            writeText(sheet, firstHeading, left, textOf(columns[first]), formatOf(columns[first]));
            if (two)
                reachDown += left;
        }
        first = last + 1;
    }
    if (!two)
        return;
    worksheet_set_row(sheet, lastHeading, 34, nullptr);
    for (qsizetype first = 0; first < columns.size();) {
        const qsizetype last = groupEnd(columns, first);
        for (qsizetype i = first; i <= last; ++i)
            writeText(sheet, lastHeading, lxw_col_t(i), last > first ? textOf(columns[i]) : QString(),
                formatOf(columns[i]));
        first = last + 1;
    }
    for (const lxw_col_t column : std::as_const(reachDown))
        writeMerged(sheet, {firstHeading, column, lastHeading, column}, textOf(columns[column]),
            formatOf(columns[column]));
}

lxw_col_t XlsxForm::frozenColumns() const
{
    // What names a row stays in sight, when it stands at the left.
    lxw_col_t count = 0;
    for (const ExportColumn& column : source.columns().mid(0, 3)) {
        ++count;
        if (column.field->id == u"name")
            return count;
    }
    return !source.columns().isEmpty() && source.columns().first().field->id == u"code" ? 1 : 0;
}

void XlsxForm::end(qsizetype rows)
{
    const auto lastRow = lxw_row_t(lastHeading + rows);
    lxw_row_t lastPrinted = lastRow;
    // Before a row below: a book of constant memory does not look back.
    worksheet_autofilter(sheet, lastHeading, 0, lastRow, lastColumn);
    if (!blank) {
        lastPrinted = lastRow + 1;
        writeMerged(
            sheet, {lastPrinted, 0, lastPrinted, lastColumn}, form.signatures, book.formats().lineLeft);
    }
    worksheet_freeze_panes(sheet, firstRow(), frozenColumns());
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, a4);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_center_horizontally(sheet);
    worksheet_repeat_rows(sheet, titleRow, lastHeading);
    worksheet_print_area(sheet, 0, 0, lastPrinted, lastColumn);
    QString footer
        = QStringLiteral("&L%1　%2&C第 &P 页，共 &N 页").arg(plain(form.number), plain(form.title));
    if (const QString& period = source.request().period; !period.isEmpty())
        footer += QStringLiteral("&R") + plain(period);
    worksheet_set_footer(sheet, footer.toUtf8().constData());
    const QString everything = QStringLiteral("A%1:XFD1048576").arg(firstRow() + 1);
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, everything.toLatin1().constData());
}

} // namespace coop
