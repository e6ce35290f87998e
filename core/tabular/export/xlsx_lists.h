#pragma once
#include "core/tabular/workbook/xlsx_book.h"

#include <QStringList>

namespace coop
{

class ExportSource;

/// The lists that cells of choices and references offer. Those that are too long for the cell's own list
/// stand in a hidden sheet.
class XlsxLists
{
public:
    /// Gives the cells of these rows their lists, column by column as in the source.
    void offer(const XlsxBook& book, lxw_worksheet* sheet, const ExportSource& source, lxw_row_t firstRow,
        lxw_row_t lastRow);
    /// What a field's cells offer: choices, 是 and 否, names of the rows that it may refer to; empty when
    /// these are too many to choose from.
    static QStringList offered(const ExportSource& source, const FieldSpec& field);
};

} // namespace coop
