#pragma once
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace coop
{

/// Where a cell stands; both count from 0.
struct CellPlace {
    int row = 0;
    int column = 0;
    bool operator==(const CellPlace&) const = default;
};
inline size_t qHash(const CellPlace& place, size_t seed = 0)
{
    return ::qHash((quint64(place.row) << 32) | quint64(place.column), seed);
}

/// One sheet of a table file as text, the way its cells show it: dates as 2024-07-26, numbers without
/// grouping and with at most 15 digits, formulas as their results. Rows and columns count from 0; row r is
/// Excel's row r + 1.
struct TableSheet {
    QString name; ///< of the sheet; empty for CSV
    QList<QStringList> rows;
    QHash<CellPlace, CellPlace> merged{}; ///< covered cell → the cell that holds the merge's text
    /// Cells 2024.1 that are numbers: a 2024.10 that was typed there has lost its zero.
    QSet<CellPlace> lostZero{};
    bool hidden = false;
    bool date1904 = false; ///< serial numbers of days count from 1904
    bool cutHeadings = false; ///< of a Shapefile: at most ten bytes of each
    QStringList remarks{}; ///< sentences for the report, about the file as a whole

    QString cell(int row, int column) const;
    /// The same; in a merged range its first cell's text.
    QString mergedCell(int row, int column) const;
    int columns() const;
    /// Notes a merged range; parts of it outside the rows and columns in use are of no interest.
    void merge(int top, int left, int bottom, int right);
    /// Takes away rows at the end that hold nothing.
    void trim();
    /// Excel's letter of a column: 0 is A, 27 is AB.
    static QString letter(int column);
};

} // namespace coop
