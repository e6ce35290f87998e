#pragma once
#include "core/tabular/read/merged_cells.h"
#include "core/tabular/read/number_format.h"
#include "core/tabular/read/table_rows.h"

#include <QBitArray>
#include <QList>
#include <QStringList>

namespace coop
{

/// One sheet of a table file. Rows and columns count from 0; row r is Excel's row r + 1.
struct Worksheet {
    QString name; ///< of the sheet; empty for CSV
    TableRows rows;
    QList<NumberFormat> formats{}; ///< CellValue::format says which
    bool hidden = false;
    bool date1904 = false; ///< serial numbers of days count from 1904
    bool placed = false; ///< of a geographic file that says its CRS: 经度 and 纬度 are CGCS2000 already
    bool cutHeadings = false; ///< of a Shapefile: at most ten bytes of each
    bool untyped = false; ///< of CSV: what Excel made of a number stands there as text
    QString encoding{}; ///< of CSV, where it is not one of the usual: Big5
    QBitArray hiddenRows{}, hiddenColumns{}; ///< as long as their last hidden one
    MergedCells merged{};
    QStringList remarks{}; ///< sentences for the report, about the file as a whole

    /// A cell; in a merged range its own, which is empty for all but the first.
    CellValue value(int row, int column) const { return rows.at(row, column); }
    /// The same; in a merged range the first cell's.
    CellValue mergedValue(int row, int column) const;
    /// What the screen shows of a cell, without grouping.
    QString shown(const CellValue& value) const;
    QString cell(int row, int column) const { return shown(value(row, column)); }
    QString mergedCell(int row, int column) const { return shown(mergedValue(row, column)); }
    /// The texts of a row up to its last cell.
    QStringList texts(int row) const;
    const NumberFormat& formatOf(const CellValue& value) const;

    int columns() const { return rows.columns(); }
    /// What a person wrote by hand; the cell says something of its own then.
    void correct(int row, int column, const QString& text) { rows.correct({row, column}, text); }

    /// Excel's letter of a column: 0 is A, 27 is AB.
    static QString letter(int column);
};

} // namespace coop
