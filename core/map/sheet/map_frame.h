#pragma once
#include "core/map/map_view.h"
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// The map in its double frame with degrees along it, and in its free corners the north arrow, the scale and
/// the notice of a schematic boundary.
class MapFrame : public SheetItem
{
public:
    MapFrame(const Sheet& sheet, double sizeFactor);
    QSizeF minimalSize(double width) const override { return {width, width * 0.4}; }
    void draw(QPainter& painter, const QRectF& box) const override;

    /// The map itself inside the frame's lines.
    QRectF inner(const QRectF& box) const;
    MapView view(const QRectF& box) const;

private:
    void drawTicks(QPainter& painter, const QRectF& box, const MapView& view) const;
    QRectF freeCorner(const QRectF& map, QSizeF size, const MapView& view, const QList<Qt::Corner>& wanted,
        const QList<QRectF>& taken) const;
    double rim() const { return sheet.settings.graticule ? 3.6 : 1.4; } ///< between its two lines

    const Sheet& sheet;
    double size;
};

} // namespace coop
