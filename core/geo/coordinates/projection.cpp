#include "core/geo/coordinates/projection.h"

#include "core/geo/gdal_session.h"

#include <QThreadStorage>
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
struct Transformers {
    std::unique_ptr<OGRCoordinateTransformation> forward;
    std::unique_ptr<OGRCoordinateTransformation> back;
};

/// A transformer is not safe to share, so each thread has its own, made once a zone.
const Transformers& transformers(int epsg)
{
    static QThreadStorage<std::map<int, Transformers>> all;
    Transformers& pair = all.localData()[epsg];
    if (!pair.forward) {
        const GdalSession session;
        OGRSpatialReference degrees, metres;
        degrees.importFromEPSG(4490);
        metres.importFromEPSG(epsg);
        degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        metres.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        pair.forward.reset(OGRCreateCoordinateTransformation(&degrees, &metres));
        pair.back.reset(OGRCreateCoordinateTransformation(&metres, &degrees));
        if (!pair.forward || !pair.back)
            qFatal("PROJ has no EPSG:%d: its database (proj.db) is missing", epsg);
    }
    return pair;
}

std::unique_ptr<OGRGeometry> geometryOf(const QByteArray& wkb)
{
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.constData(), nullptr, &geometry, size_t(wkb.size()));
    return std::unique_ptr<OGRGeometry>(geometry);
}
} // namespace

Projection Projection::forLongitude(double lon)
{
    Projection zone;
    const double safe = std::isfinite(lon) ? std::clamp(lon, 75.0, 135.0) : 105.0;
    zone.meridian = int(std::lround(safe / 3.0)) * 3;
    return zone;
}

QString Projection::title() const
{
    return QStringLiteral("2000国家大地坐标系（CGCS2000），高斯-克吕格投影3°带，中央经线%1°E（EPSG:%2）")
        .arg(meridian)
        .arg(epsg());
}

MapPoint Projection::toMetres(LonLat point) const
{
    if (isNull())
        return {point.lon, point.lat};
    const GdalSession session;
    double x = point.lon, y = point.lat;
    transformers(epsg()).forward->Transform(1, &x, &y);
    return {x, y};
}

LonLat Projection::toLonLat(MapPoint point) const
{
    if (isNull())
        return {point.x, point.y};
    const GdalSession session;
    double x = point.x, y = point.y;
    transformers(epsg()).back->Transform(1, &x, &y);
    return {x, y};
}

Shape Projection::shapeOf(const QByteArray& wkb) const
{
    const GdalSession session;
    const auto geometry = geometryOf(wkb);
    if (!geometry)
        return {};
    if (!isNull() && geometry->transform(transformers(epsg()).forward.get()) != OGRERR_NONE)
        return {};
    return shapeFromOgr(*geometry);
}

double middleLongitude(const QByteArray& wkb)
{
    const GdalSession session;
    const auto geometry = geometryOf(wkb);
    if (!geometry || geometry->IsEmpty())
        return 0;
    OGREnvelope box;
    geometry->getEnvelope(&box);
    return (box.MinX + box.MaxX) / 2;
}

} // namespace coop
