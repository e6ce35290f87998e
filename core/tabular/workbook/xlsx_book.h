#pragma once
#include "core/base/result.h"
#include "core/domain/field_spec.h"
#include "core/tabular/workbook/workbook_file.h"

#include <QByteArray>
#include <QDate>
#include <xlsxwriter.h>

namespace coop
{

/// A workbook (workbook_file.h) with the office's formats. Not closed, it leaves no file.
class XlsxBook
{
public:
    explicit XlsxBook(const QString& file);
    XlsxBook(const XlsxBook&) = delete;
    XlsxBook& operator=(const XlsxBook&) = delete;

    /// What the file says about itself; the day instead of the moment, so that the same content gives the
    /// same bytes.
    void setMade(const QString& title, const QString& author, QDate made) const;
    lxw_worksheet* addWorksheet(const QString& name) const { return file.addWorksheet(name); }
    /// Error: fileUnwritable.
    Result<> close() { return file.close(); }

    struct Formats {
        lxw_format *title, *lineLeft, *lineRight, *heading, *required, *note, *word;
        lxw_format *text, *centred, *whole, *number, *decimals, *day; ///< of cells
        lxw_format *textColumn, *wholeColumn, *numberColumn, *decimalsColumn,
            *dayColumn; ///< of empty columns
    };
    const Formats& formats() const { return formatted; }
    /// How a field's cells look; `column`: where there is no cell yet, so that what somebody types below
    /// stays what it is (007).
    lxw_format* formatOf(const FieldSpec& field, bool column = false) const;
    /// The same for a value that stands there as text.
    lxw_format* textFormatOf(const FieldSpec& field) const;

    /// Whether a field's values are numbers (true) or texts in a workbook.
    static bool isNumber(const FieldSpec& field);
    static bool isDay(const FieldSpec& field);

private:
    mutable WorkbookFile file;
    Formats formatted{};
};

/// How wide a text is, in characters as Excel counts: a Chinese one is two.
double shownWidth(const QString& text);
/// Text into a cell. False: longer than the 32,767 characters that a cell holds.
bool writeText(
    lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const QString& text, lxw_format* format);
struct CellRange {
    lxw_row_t top = 0;
    lxw_col_t left = 0;
    lxw_row_t bottom = 0;
    lxw_col_t right = 0;
};
/// Text over a range; a range of one cell is one cell.
void writeMerged(lxw_worksheet* sheet, const CellRange& over, const QString& text, lxw_format* format);

} // namespace coop
