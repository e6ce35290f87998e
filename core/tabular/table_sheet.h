#pragma once
#include <QList>
#include <QRect>
#include <QString>
#include <QStringList>

namespace coop
{

/// One sheet of a table file as text, the way its cells show it: dates as 2024/07/26, numbers without
/// grouping, formulas as their results. Rows and columns count from 0; row r is Excel's row r + 1.
struct TableSheet {
    QString name; ///< of the sheet; empty for CSV
    QList<QStringList> rows;
    QList<QRect> merged{}; ///< merged ranges, left and top from 0

    QString cell(int row, int column) const;
    /// The same; in a merged range its first cell's text.
    QString mergedCell(int row, int column) const;
    int columns() const;
    /// Excel's letter of a column: 0 is A, 27 is AB.
    static QString letter(int column);
};

} // namespace coop
