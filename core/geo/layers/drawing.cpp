#include "core/geo/layers/drawing.h"

#include "core/geo/coordinates/crs_choices.h"
#include "core/geo/gdal_session.h"

#include <algorithm>
#include <memory>
#include <ogr_geometry.h>

namespace coop
{

namespace
{
/// Lines and points of a geometry of any nesting, in its own coordinates.
void collect(const OGRGeometry& geometry, Drawing& into)
{
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPoint) {
        const OGRPoint& point = *geometry.toPoint();
        if (!point.IsEmpty())
            into.points.push_back({point.getX(), point.getY()});
    } else if (kind == wkbLineString) {
        const OGRLineString& line = *geometry.toLineString();
        Ring vertices;
        vertices.reserve(size_t(line.getNumPoints()));
        for (int i = 0; i < line.getNumPoints(); ++i)
            vertices.push_back({line.getX(i), line.getY(i)});
        if (vertices.size() > 1)
            into.lines.push_back(std::move(vertices));
    } else if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            collect(*part, into);
    }
}
} // namespace

Bounds Drawing::bounds() const
{
    Bounds box = polygons.bounds();
    for (const Ring& line : lines)
        for (const MapPoint p : line)
            box.add(p);
    for (const MapPoint p : points)
        box.add(p);
    return box;
}

Drawing drawingOf(const QByteArray& wkb, const Projection& projection)
{
    const GdalSession session;
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.constData(), nullptr, &made, size_t(wkb.size()));
    const std::unique_ptr<OGRGeometry> geometry(made);
    if (!geometry)
        return {};
    Drawing drawing;
    collect(*geometry, drawing);
    for (Ring& line : drawing.lines)
        for (MapPoint& p : line)
            p = projection.toMetres({p.x, p.y});
    for (MapPoint& p : drawing.points)
        p = projection.toMetres({p.x, p.y});
    drawing.polygons = projection.shapeOf(wkb);
    return drawing;
}

Bounds degreesAround(const QByteArray& wkb)
{
    return drawingOf(wkb, Projection()).bounds();
}

double kilometresTo(const Bounds& degrees, LonLat place)
{
    return kilometresBetween(place,
        {std::clamp(place.lon, degrees.left, degrees.right),
            std::clamp(place.lat, degrees.bottom, degrees.top)});
}

} // namespace coop
