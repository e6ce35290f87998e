#pragma once
#include <QList>
#include <QString>

namespace coop
{

/// One cell as its file holds it, the same from every format. Whatever looks at a cell (headings, dates,
/// codes, guards) looks at this, so that no spelling of a file slips past.
struct CellValue {
    enum class Kind : quint8 {
        empty,
        text,
        number,
        date, ///< a number that the file shows as a day or a time
        boolean,
        error, ///< #N/A and the like
        uncalculated, ///< a formula whose result is not in the file
    };
    Kind kind = Kind::empty;
    bool formula = false; ///< the result of one
    int format = 0; ///< of a number: which of Worksheet::formats shows it
    double number = 0;
    /// A number with at most 15 digits and no exponent; a day as 2024-07-26, with 15:04:05 behind it when it
    /// has a time; TRUE, FALSE; the name of an error.
    QString text{};

    bool isEmpty() const { return kind == Kind::empty; }
    bool isNumber() const { return kind == Kind::number; }
};

/// A cell and its column, from 0.
struct PlacedCell {
    int column = 0;
    CellValue value{};
};
using TableCells = QList<PlacedCell>; ///< of one row, by column; empty cells are left out

/// A number as Excel shows it where the format says nothing else: 8.140000000000001 → 8.14.
QString plainNumber(double number);

} // namespace coop
