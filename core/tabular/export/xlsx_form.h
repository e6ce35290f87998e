#pragma once
#include "core/tabular/export/office_form.h"
#include "core/tabular/workbook/xlsx_book.h"

namespace coop
{

class ExportSource;

/// The parts of a ledger's sheet around its rows: title, lines, headings (two rows where fields share a
/// group), page and print settings.
class XlsxForm
{
public:
    /// `blank`: an empty form, with a mark at what must be filled and the signatures above the table.
    XlsxForm(const XlsxBook& book, lxw_worksheet* sheet, const ExportSource& source, bool blank);

    /// Writes what stands above the rows.
    void begin();
    lxw_row_t firstRow() const { return lastHeading + 1; }
    /// Writes the signatures below and sets what needs to know how many rows there are.
    void end(qsizetype rows);

private:
    void writeLines();
    void writeHeadings();
    void setColumns();
    lxw_col_t frozenColumns() const;

    const XlsxBook& book;
    lxw_worksheet* sheet;
    const ExportSource& source;
    OfficeForm form;
    bool blank;
    lxw_col_t lastColumn;
    lxw_row_t firstHeading = 3, lastHeading = 3;
};

} // namespace coop
