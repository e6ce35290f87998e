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

    /// Where the north arrow, and the scale with the notice, stand in the map.
    struct Corners {
        QRectF north, foot;
    };
    Corners corners(const QRectF& box) const;

private:
    TextStyle noticeStyle() const;
    QSizeF footSize(const QRectF& map, double scale) const;
    void drawTicks(QPainter& painter, const QRectF& box, const MapView& view) const;
    QRectF freeCorner(const QRectF& map, QSizeF size, const MapView& view, const QList<Qt::Corner>& wanted,
        const QList<QRectF>& taken) const;
    double rim() const { return sheet.settings.graticule ? 3.6 : 1.4; } ///< between its two lines

    const Sheet& sheet;
    double size;
};

} // namespace coop
