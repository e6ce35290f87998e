#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

#include <QPen>

namespace coop
{

/// How a table looks on paper. Lengths in millimetres.
struct TableLook {
    TextStyle heading, cell;
    double side = 1.6; ///< beside the words of a cell
    double above = 2.2; ///< above and below them together
    double slack = 0; ///< that a column gets beyond what its words need
    double row = 0; ///< how high every row is, its words on one line; 0: as high as its words need
    QPen box{
        Qt::NoPen}; ///< around each cell; none: a grey head, thin lines inside, strong ones above and below
    TextStyle title{}, unit{}; ///< where the table has them
    double titleLines = 1.25; ///< room for them
};

struct TableColumn {
    double width = 0;
    Qt::Alignment align = Qt::AlignHCenter;
    bool label = false; ///< looks like a heading
};

/// Columns that do not wrap take what they need, the others share what is left by how much they say.
QList<TableColumn> columnsFor(const SheetTable& table, const TableLook& look, double width);

/// What paints every table that is printed: words broken into lines, rows as high as they need to be, as many
/// of them as a page takes under the headings, and the rules.
class PaperTable
{
public:
    PaperTable(SheetTable table, TableLook look, QList<TableColumn> columns);
    /// How many rows from `first` on fit under the headings; at least one.
    qsizetype rowsThatFit(double height, qsizetype first) const;
    /// With title and headings. `count` below 0: all that follow.
    double height(qsizetype first = 0, qsizetype count = -1) const;
    /// From the top of `box`, as wide as it.
    void draw(QPainter& painter, const QRectF& box, qsizetype first = 0, qsizetype count = -1) const;

private:
    enum class Kind { head, plain, total };
    Kind kindOf(qsizetype row) const;
    double titleHeight() const;
    double rowHeight(const QStringList& cells, Kind kind) const;
    QStringList linesOf(const QStringList& cells, int column, Kind kind) const;
    TextStyle styleOf(int column, Kind kind) const;
    void drawBetween(QPainter& painter, QPointF at, double bottom) const; ///< lines between columns
    double drawRow(QPainter& painter, const QRectF& box, const QStringList& cells, Kind kind) const;

    SheetTable table;
    TableLook look;
    QList<TableColumn> columns;
};

/// A table that has a page to itself, or the width of one: letters of 9 pt at the size 1, words wrap.
PaperTable wideTable(const SheetTable& table, double size, double width);

} // namespace coop
