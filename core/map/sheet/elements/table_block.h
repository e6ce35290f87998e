#pragma once
#include "core/map/sheet/elements/paper_table.h"

namespace coop
{

/// The table beside the map: a line a row, letters as large as its columns let them be.
class TableBlock : public SheetItem
{
public:
    TableBlock(SheetTable table, double sizeFactor);
    QSizeF minimalSize(double width) const override;
    QStringList complaints(const QRectF& box) const override;
    void draw(QPainter& painter, const QRectF& box) const override; ///< rows grow a little to fill the box

private:
    TableLook fitting(double width) const; ///< cell text, smaller when the columns are too wide
    bool isNumeric(int column) const;

    SheetTable table;
    double size;
};

/// A table that has the map's room: words wrap, rows are as high as they need to be.
class WideTable : public SheetItem
{
public:
    WideTable(const SheetTable& t, double sizeFactor)
        : table(t)
        , size(sizeFactor)
    {
    }
    QSizeF minimalSize(double width) const override
    {
        return {width, wideTable(table, size, width).height()};
    }
    void draw(QPainter& painter, const QRectF& box) const override
    {
        wideTable(table, size, box.width()).draw(painter, box);
    }

private:
    const SheetTable& table;
    double size;
};

} // namespace coop
