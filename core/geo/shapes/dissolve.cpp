#include "core/geo/gdal_session.h"
#include "core/geo/shapes/edge_join.h"
#include "core/geo/shapes/geometry.h"

#include <cmath>
#include <memory>
#include <ogr_geometry.h>

namespace coop
{

namespace
{
std::unique_ptr<OGRLinearRing> toOgr(const Ring& ring)
{
    auto line = std::make_unique<OGRLinearRing>();
    line->setNumPoints(int(ring.size()));
    for (size_t i = 0; i < ring.size(); ++i)
        line->setPoint(int(i), ring[i].x, ring[i].y);
    line->closeRings();
    return line;
}

std::unique_ptr<OGRPolygon> toOgr(const Polygon& polygon)
{
    auto out = std::make_unique<OGRPolygon>();
    out->addRingDirectly(toOgr(polygon.outer).release());
    for (const Ring& hole : polygon.holes)
        out->addRingDirectly(toOgr(hole).release());
    return out;
}

/// Boundaries that were drawn apart by less than a metre leave slivers between them: rings that thin are
/// noise.
bool isSliver(const Ring& ring)
{
    double length = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        length += std::hypot(ring[i].x - ring[j].x, ring[i].y - ring[j].y);
    const double area = Shape{{Polygon{ring}}}.area();
    return length <= 0 || area / length < 1.0;
}
} // namespace

Shape dissolve(const std::vector<const Shape*>& shapes)
{
    if (auto joined = joinAlongEdges(shapes))
        return *joined;
    const GdalSession session;
    OGRMultiPolygon all;
    for (const Shape* shape : shapes)
        for (const Polygon& part : shape->parts)
            all.addGeometryDirectly(toOgr(part).release());
    if (all.IsEmpty())
        return {};
    std::unique_ptr<OGRGeometry> whole(all.UnionCascaded());
    if (!whole) {
        const std::unique_ptr<OGRGeometry> mended(all.MakeValid());
        whole.reset(mended ? mended->Buffer(0) : nullptr);
    }
    if (!whole) // parts side by side are better than nothing
        return shapeFromOgr(all);
    Shape shape = shapeFromOgr(*whole);
    for (Polygon& part : shape.parts)
        std::erase_if(part.holes, isSliver);
    return shape;
}

} // namespace coop
