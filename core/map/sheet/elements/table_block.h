#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// The table beside the map, with its title, unit line and ruled cells.
class TableBlock : public SheetItem
{
public:
    TableBlock(const SheetTable& table, double sizeFactor);
    QSizeF minimalSize(double width) const override;
    QStringList complaints(const QRectF& box) const override;
    void draw(QPainter& painter, const QRectF& box) const override; ///< rows grow a little to fill the box

private:
    double headHeight() const;
    TextStyle fitting(double width) const; ///< cell text, smaller when the columns are too wide
    QList<double> columnWidths(double width, const TextStyle& style) const;
    bool isNumeric(int column) const;

    const SheetTable& table;
    double size;
    TextStyle title;
    TextStyle cell;
};

} // namespace coop
