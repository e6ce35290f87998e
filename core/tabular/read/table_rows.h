#pragma once
#include "core/tabular/read/cell_value.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>
#include <string_view>
#include <vector>

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

/// The cells of one row while a reader collects them, in any order, one a column. Cells of nothing but blanks
/// are left out. Texts are UTF-8.
class RowBuffer
{
public:
    void text(int column, std::string_view utf8, bool formula = false);
    void number(int column, double value, int format = 0, bool formula = false);
    /// A number that its format shows as a day or a time; `shown` as in CellValue.
    void date(int column, double value, const QString& shown, bool formula = false);
    void boolean(int column, bool value, bool formula = false);
    void error(int column, std::string_view name, bool formula = false);
    void uncalculated(int column);
    void clear();
    bool isEmpty() const { return cells.empty(); }
    /// Puts them in the order of their columns; a column in which two stand, -1 when there is none.
    int order();

private:
    friend class TableRows;
    struct Cell {
        int column;
        qsizetype begin, end; ///< in `bytes`
    };
    void put(int column, CellValue::Kind kind, bool formula, std::string_view text);
    std::vector<Cell> cells;
    QByteArray bytes;
};

/// The rows of a sheet, kept packed: a million rows take some megabytes, not some gigabytes. One row at a
/// time is unfolded; going through them in order costs little. A copy costs nothing. Not for two threads at
/// once: each has its own copy.
class TableRows
{
public:
    /// The number of rows, those between the others that hold nothing counted, those behind the last one not.
    int size() const { return count; }
    bool isEmpty() const { return count == 0; }
    const TableCells& row(int row) const;
    CellValue at(int row, int column) const;
    /// One more than the last column that holds something.
    int columns() const { return width; }
    /// Bytes that the rows take before packing.
    qint64 bytes() const { return written; }
    qint64 packedBytes() const { return packed; }

    /// Rows must come in their order; a row without cells is left out. False: `row` is not behind the last
    /// one.
    bool append(int row, RowBuffer& cells);
    /// A row of texts behind the last one.
    TableRows& operator+=(const QStringList& texts);
    /// Packs what is still open; to be called when the last row is there.
    void finish();

    /// What a person wrote into a cell by hand; empty empties it.
    void correct(CellPlace place, const QString& text);
    bool isCorrected(CellPlace place) const { return corrections.contains(place); }

private:
    struct Block {
        int firstRow = 0;
        QByteArray bytes; ///< packed
    };
    struct OpenRow {
        int row = 0;
        qsizetype begin = 0, end = 0; ///< of its cells in the unpacked block
    };
    struct OpenBlock {
        qsizetype block = -1;
        QByteArray bytes;
        QList<OpenRow> rows;
    };
    struct ReadRow {
        int row = -1;
        TableCells cells;
    };
    void unfold(OpenBlock& shown, qsizetype block) const;
    TableCells readRow(int row) const;
    void forget();

    QList<Block> blocks;
    QByteArray open; ///< of rows that are not packed yet
    int openFirst = 0;
    int count = 0;
    int lastRow = -1;
    int width = 0;
    qint64 written = 0;
    qint64 packed = 0;
    QHash<CellPlace, QString> corrections;

    // The block and the row that were asked for last; the first ones beside them, since the headings stand
    // there and every row is compared with them.
    mutable OpenBlock firstBlock, lastBlock;
    mutable ReadRow firstRow, lastShown;
};

} // namespace coop
