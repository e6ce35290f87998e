#pragma once
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// 指北针: the sheet's north is the grid's north.
class NorthArrow : public SheetItem
{
public:
    explicit NorthArrow(double sizeFactor)
        : size(sizeFactor)
    {
    }
    QSizeF minimalSize(double) const override { return {11 * size, 19 * size}; }
    void draw(QPainter& painter, const QRectF& box) const override;

private:
    double size;
};

} // namespace coop
