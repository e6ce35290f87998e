#include "core/map/map_view.h"

#include <algorithm>

namespace coop
{

MapView::MapView(MapPoint centre, double scale, QRectF target, double unitsPerMm)
    : middle(centre)
    , denominator(scale)
    , rect(target)
    , perMm(unitsPerMm)
{
}

MapView MapView::fitting(const Bounds& bounds, QRectF target, double unitsPerMm, double marginMm)
{
    if (bounds.isEmpty())
        return MapView({}, 100000, target, unitsPerMm);
    // A single point has no size: a few hundred metres around it are a picture.
    const double width = std::max(target.width() / unitsPerMm - 2 * marginMm, 1.0) / 1000;
    const double height = std::max(target.height() / unitsPerMm - 2 * marginMm, 1.0) / 1000;
    const double scale = std::max({bounds.width() / width, bounds.height() / height, 1000.0});
    return MapView(bounds.centre(), scale, target, unitsPerMm);
}

Bounds MapView::visible() const
{
    const double halfWidth = rect.width() / 2 * metresPerUnit(),
                 halfHeight = rect.height() / 2 * metresPerUnit();
    return {middle.x - halfWidth, middle.y - halfHeight, middle.x + halfWidth, middle.y + halfHeight};
}

QPointF MapView::toUnits(MapPoint point) const
{
    const double metres = metresPerUnit();
    return {
        rect.center().x() + (point.x - middle.x) / metres, rect.center().y() - (point.y - middle.y) / metres};
}

MapPoint MapView::toMetres(QPointF point) const
{
    const double metres = metresPerUnit();
    return {middle.x + (point.x() - rect.center().x()) * metres,
        middle.y - (point.y() - rect.center().y()) * metres};
}

MapView MapView::withTarget(QRectF target) const
{
    return MapView(middle, denominator, target, perMm);
}

MapView MapView::withScale(double scale) const
{
    return MapView(middle, scale, rect, perMm);
}

MapView MapView::movedBy(QPointF units) const
{
    const double metres = metresPerUnit();
    return MapView({middle.x - units.x() * metres, middle.y + units.y() * metres}, denominator, rect, perMm);
}

MapView MapView::zoomedAt(QPointF fixed, double factor) const
{
    const MapPoint held = toMetres(fixed);
    MapView zoomed(middle, std::clamp(denominator / factor, 100.0, 1e9), rect, perMm);
    const MapPoint now = zoomed.toMetres(fixed);
    zoomed.middle = {middle.x + held.x - now.x, middle.y + held.y - now.y};
    return zoomed;
}

} // namespace coop
