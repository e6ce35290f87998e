#pragma once
#include "core/tabular/read/worksheet.h"

#include <optional>

namespace coop
{

/// Bytes that all sheets of one file have taken so far.
struct TableBudget {
    qint64 bytes = 0;
    qint64 packed = 0;
    bool isSpent() const;
};

/// Puts a sheet together, row by row, within Excel's and our bounds (table_limits.h). What it gives back is
/// why it cannot go on: the second half of a sentence about the file.
class WorksheetBuilder
{
public:
    using Refusal = std::optional<QString>;
    WorksheetBuilder(const QString& name, TableBudget& spent);

    Worksheet sheet;
    RowBuffer cells; ///< of the row that is being read

    /// A text of the row with what its format adds, a number with the one of sheet.formats that shows it.
    /// What a format does not show (;;;) is an empty cell, as on the screen, with a remark that names the
    /// place.
    void text(CellPlace at, std::string_view utf8, const NumberFormat& format, bool formula = false);
    void number(CellPlace at, double value, int format, bool formula = false);
    /// The row is complete, and so are as many more that are the same; rows come in their order.
    Refusal endRow(int row, int times = 1);
    Refusal merge(const MergedRange& range);
    void hideRow(int row);
    void hideColumns(int first, int last);
    Refusal finish();

    /// In UTF-16 units, as Excel counts a cell's letters.
    static qint64 unitsOf(std::string_view utf8);
    static Refusal textTooLong(int row);
    static Refusal beyondRows();
    /// “第 3 行附近” for row 2; nothing before the first row was read.
    static QString nearRow(int row);
    static Refusal beyondColumns(int row);

private:
    Refusal addRow(int row);
    void noteUnseen(CellPlace at);
    TableBudget* budget;
    qint64 countedBytes = 0, countedPacked = 0;
    QList<MergedRange> merges;
    QStringList unseen; ///< the first places with something that their format does not show
    bool moreUnseen = false;
};

} // namespace coop
