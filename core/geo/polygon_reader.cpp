#include "core/geo/polygon_reader.h"

#include <cmath>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
/// Every polygon in a geometry of any nesting as one multi-polygon.
void collect(const OGRGeometry& geometry, OGRMultiPolygon& out)
{
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPolygon || kind == wkbTriangle) {
        if (!geometry.IsEmpty())
            out.addGeometryDirectly(new OGRPolygon(*geometry.toPolygon()));
    } else if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            collect(*part, out);
    }
}

std::unique_ptr<OGRMultiPolygon> polygonsOf(const OGRGeometry* geometry)
{
    auto polygons = std::make_unique<OGRMultiPolygon>();
    if (geometry == nullptr || geometry->IsEmpty())
        return polygons;
    const std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
    straight->flattenTo2D();
    straight->setMeasured(FALSE);
    collect(*straight, *polygons);
    return polygons;
}

QString nameOf(const OGRSpatialReference& srs)
{
    const auto epsg = [](const OGRSpatialReference& s) -> QString {
        const char* authority = s.GetAuthorityName(nullptr);
        const char* code = s.GetAuthorityCode(nullptr);
        return authority != nullptr && code != nullptr && EQUAL(authority, "EPSG")
            ? QStringLiteral("EPSG:") + QString::fromLatin1(code)
            : QString();
    };
    if (QString own = epsg(srs); !own.isEmpty())
        return own;
    // A .prj carries no EPSG number: ask PROJ which one it means.
    if (OGRSpatialReference* best = srs.FindBestMatch(70, "EPSG", nullptr)) {
        QString found = epsg(*best);
        best->Release();
        if (!found.isEmpty())
            return found;
    }
    return QString::fromUtf8(srs.GetName());
}

/// Longitude and latitude have limits; what lies outside came from a wrong coordinate system.
bool isOnEarth(const OGREnvelope& box)
{
    return std::isfinite(box.MinX) && std::isfinite(box.MaxX) && std::isfinite(box.MinY)
        && std::isfinite(box.MaxY) && box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90
        && box.MaxY <= 90;
}
} // namespace

bool holdsPolygons(OGRLayer& layer)
{
    layer.ResetReading();
    while (const std::unique_ptr<OGRFeature> row{layer.GetNextFeature()}) {
        const bool found = !polygonsOf(row->GetGeometryRef())->IsEmpty();
        if (found) {
            layer.ResetReading();
            return true;
        }
    }
    return false;
}

Result<PolygonReader> PolygonReader::create(OGRLayer& layer, const QString& crs, const QString& file)
{
    OGRSpatialReference source;
    if (!crs.isEmpty()) {
        if (source.SetFromUserInput(crs.toUtf8().constData()) != OGRERR_NONE)
            return fail(ErrorKind::invalidValue,
                QStringLiteral("不认识坐标系“%1”，请填 EPSG 编号，例如 --crs EPSG:4490（经纬度）或 --crs "
                               "EPSG:4545（米）。")
                    .arg(crs));
        source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    } else if (const OGRSpatialReference* own = layer.GetSpatialRef(); own != nullptr && !own->IsLocal()) {
        source = *own;
    } else {
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "“%1”没有写明坐标系（例如缺 .prj 文件），请用 --crs 指定，例如 --crs EPSG:4490（经纬度）"
                "或 --crs EPSG:4545（米）。")
                .arg(file));
    }
    OGRSpatialReference target;
    target.importFromEPSG(4490);
    target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    PolygonReader reader;
    reader.name = nameOf(source);
    reader.fileName = file;
    reader.transformation.reset(OGRCreateCoordinateTransformation(&source, &target));
    if (!reader.transformation)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”的坐标系“%2”不能换算到 CGCS2000，请用 --crs 指定一个 EPSG 编号。")
                .arg(file, reader.name));
    return reader;
}

Result<QByteArray> PolygonReader::read(OGRFeature& feature)
{
    std::unique_ptr<OGRMultiPolygon> polygons = polygonsOf(feature.GetGeometryRef());
    if (polygons->IsEmpty())
        return QByteArray();
    if (!polygons->IsValid()) {
        const std::unique_ptr<OGRGeometry> valid(polygons->MakeValid());
        if (auto repairedOnes = polygonsOf(valid.get()); !repairedOnes->IsEmpty())
            polygons = std::move(repairedOnes);
        ++mended;
    }
    OGREnvelope box;
    if (polygons->transform(transformation.get()) == OGRERR_NONE)
        polygons->getEnvelope(&box);
    else
        box.MinX = HUGE_VAL;
    if (!isOnEarth(box))
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "“%1”第 %2 个要素的坐标按坐标系“%3”换算后不在地球上，坐标系多半不对，请用 --crs 指定正确的。")
                .arg(fileName)
                .arg(feature.GetFID())
                .arg(name));
    const OGRGeometry* out = polygons.get();
    if (polygons->getNumGeometries() == 1)
        out = polygons->getGeometryRef(0);
    QByteArray wkb(qsizetype(out->WkbSize()), Qt::Uninitialized);
    out->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
    return wkb;
}

} // namespace coop
