#include "core/geo/geometry_reader.h"

#include "core/geo/datum_shift.h"

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

/// Longitude and latitude have limits; what lies outside came from a wrong coordinate system.
bool isOnEarth(const OGREnvelope& box)
{
    return std::isfinite(box.MinX) && std::isfinite(box.MaxX) && std::isfinite(box.MinY)
        && std::isfinite(box.MaxY) && box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90
        && box.MaxY <= 90;
}

/// An envelope passes over what is no number; a map with one such vertex shows nothing any more.
class FiniteVertices : public OGRDefaultConstGeometryVisitor
{
public:
    using OGRDefaultConstGeometryVisitor::visit;
    void visit(const OGRPoint* point) override
    {
        all = all && (point->IsEmpty() || (std::isfinite(point->getX()) && std::isfinite(point->getY())));
    }
    bool all = true;
};

/// More than this is no layer of an office, and would not fit into memory.
constexpr qint64 mostVertices = 20'000'000;

qint64 vertexCount(const OGRGeometry& geometry)
{
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPoint)
        return 1;
    if (OGR_GT_IsSubClassOf(kind, wkbCurve))
        return geometry.toCurve()->getNumPoints();
    qint64 count = 0;
    if (OGR_GT_IsSubClassOf(kind, wkbCurvePolygon)) {
        for (const OGRCurve* ring : *geometry.toCurvePolygon())
            count += ring->getNumPoints();
    } else if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            count += vertexCount(*part);
    } else if (OGR_GT_IsSubClassOf(kind, wkbPolyhedralSurface)) {
        for (const OGRGeometry* part : *geometry.toPolyhedralSurface())
            count += vertexCount(*part);
    }
    return count;
}

std::unique_ptr<OGRGeometry> flattened(const OGRGeometry* geometry)
{
    if (geometry == nullptr || geometry->IsEmpty())
        return nullptr;
    std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
    if (straight) {
        straight->flattenTo2D();
        straight->setMeasured(FALSE);
    }
    return straight;
}

GeometryKind kindOf(const OGRGeometry& geometry)
{
    switch (geometry.getDimension()) {
    case 0:
        return GeometryKind::points;
    case 1:
        return GeometryKind::lines;
    default:
        return GeometryKind::polygons;
    }
}
} // namespace

QString crsName(const OGRSpatialReference& srs)
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

Result<GeometryReader> GeometryReader::create(
    OGRLayer& layer, const LayerReadOptions& options, const QString& file, Wanted wanted)
{
    OGRSpatialReference source;
    if (!options.crs.isEmpty()) {
        if (source.SetFromUserInput(options.crs.toUtf8().constData()) != OGRERR_NONE)
            return fail(ErrorKind::invalidValue,
                QStringLiteral("不认识坐标系“%1”，请填 EPSG 编号，例如 --crs EPSG:4490（经纬度）或 --crs "
                               "EPSG:4545（米）。")
                    .arg(options.crs));
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
    GeometryReader reader;
    reader.name = crsName(source);
    reader.fileName = file;
    reader.wants = wanted;
    reader.swapped = options.swapAxes;
    if (options.datum == Datum::gcj02 || options.datum == Datum::bd09) {
        if (!source.IsGeographic())
            return fail(ErrorKind::invalidValue,
                QStringLiteral("“%1”的坐标是平面坐标（%2），%3只用于经纬度，请改选坐标来源。")
                    .arg(file, reader.name, datumTitle(options.datum)));
        reader.shift = makeDatumShift(options.datum);
    }
    OGRSpatialReference target;
    target.importFromEPSG(4490);
    target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    reader.transformation.reset(OGRCreateCoordinateTransformation(&source, &target));
    if (!reader.transformation)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”的坐标系“%2”不能换算到 CGCS2000，请用 --crs 指定一个 EPSG 编号。")
                .arg(file, reader.name));
    return reader;
}

void GeometryReader::note(GeometryKind kind)
{
    seen = seen == GeometryKind::none || seen == kind ? kind : GeometryKind::mixed;
}

Result<QByteArray> GeometryReader::read(OGRFeature& feature)
{
    const OGRGeometry* own = feature.GetGeometryRef();
    if (own != nullptr && (vertices += vertexCount(*own)) > mostVertices)
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”的图形太多（超过 %2 万个顶点），请先在原软件里裁剪或化简，只保留本地区的部分。")
                .arg(fileName)
                .arg(mostVertices / 10000));
    FiniteVertices finite;
    if (own != nullptr)
        own->accept(&finite);
    if (!finite.all)
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "“%1”第 %2 个要素的坐标里有的不是数（NaN 或无穷大），请在原软件里修好这个图形再添加。")
                .arg(fileName)
                .arg(feature.GetFID()));
    std::unique_ptr<OGRGeometry> geometry = wants == Wanted::polygons ? polygonsOf(own) : flattened(own);
    if (!geometry || geometry->IsEmpty())
        return QByteArray();
    const GeometryKind kind = kindOf(*geometry);
    if (kind == GeometryKind::polygons && !geometry->IsValid()) {
        const std::unique_ptr<OGRGeometry> valid(geometry->MakeValid());
        if (auto repairedOnes = polygonsOf(valid.get()); !repairedOnes->IsEmpty())
            geometry = std::move(repairedOnes);
        ++mended;
    }
    if (swapped)
        geometry->swapXY();
    OGREnvelope box;
    if (geometry->transform(transformation.get()) == OGRERR_NONE
        && (!shift || geometry->transform(shift.get()) == OGRERR_NONE))
        geometry->getEnvelope(&box);
    else
        box.MinX = HUGE_VAL;
    if (!isOnEarth(box))
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "“%1”第 %2 个要素的坐标按坐标系“%3”换算后不在地球上，坐标系多半不对，请用 --crs 指定正确的。")
                .arg(fileName)
                .arg(feature.GetFID())
                .arg(name));
    note(kind);
    const OGRGeometry* out = geometry.get();
    if (wkbFlatten(out->getGeometryType()) == wkbMultiPolygon
        && out->toMultiPolygon()->getNumGeometries() == 1)
        out = out->toMultiPolygon()->getGeometryRef(0);
    QByteArray wkb(qsizetype(out->WkbSize()), Qt::Uninitialized);
    out->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
    return wkb;
}

} // namespace coop
