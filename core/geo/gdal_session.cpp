#include "core/geo/gdal_session.h"

#include "core/geo/gdal_setup.h"
#include "core/geo/shapes/geometry.h"

#include <cpl_error.h>
#include <new>
#include <ogr_geometry.h>

namespace coop
{

namespace
{
/// Says nothing; where GDAL would abort for want of memory, the process ends as it does for C++.
void CPL_STDCALL keepQuiet(CPLErr kind, CPLErrorNum number, const char*)
{
    if (kind == CE_Fatal && number == CPLE_OutOfMemory)
        if (const std::new_handler end = std::get_new_handler())
            end();
}
} // namespace

GdalSession::GdalSession()
{
    setUpGdal();
    CPLPushErrorHandler(keepQuiet);
    CPLErrorReset();
}

GdalSession::~GdalSession()
{
    CPLPopErrorHandler();
}

namespace
{
Ring ringOf(const OGRLinearRing& line)
{
    Ring ring;
    const int count = line.getNumPoints();
    ring.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        ring.push_back({line.getX(i), line.getY(i)});
    if (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
    return ring;
}

void addPolygons(const OGRGeometry& geometry, Shape& shape)
{
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPolygon || kind == wkbTriangle) {
        const OGRPolygon& source = *geometry.toPolygon();
        if (source.getExteriorRing() == nullptr)
            return;
        Polygon polygon{ringOf(*source.getExteriorRing())};
        if (polygon.outer.size() < 3)
            return;
        for (int i = 0; i < source.getNumInteriorRings(); ++i)
            if (Ring hole = ringOf(*source.getInteriorRing(i)); hole.size() >= 3)
                polygon.holes.push_back(std::move(hole));
        shape.parts.push_back(std::move(polygon));
    } else if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            addPolygons(*part, shape);
    }
}
} // namespace

Shape shapeFromOgr(const OGRGeometry& geometry)
{
    Shape shape;
    addPolygons(geometry, shape);
    return shape;
}

} // namespace coop
