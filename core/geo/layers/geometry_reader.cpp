#include "core/geo/layers/geometry_reader.h"

#include "core/geo/coordinates/datum_shift.h"
#include "core/geo/coordinates/place_remark.h"
#include "core/geo/files/layer_bounds.h"
#include "core/geo/shapes/crossings.h"

#include <cmath>
#include <ogr_spatialref.h>
#include <optional>

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

/// Vertices and parts of a geometry; nothing when collections stand in each other too deeply.
std::optional<qint64> vertexCount(const OGRGeometry& geometry, int depth = 0)
{
    if (depth > bounds::deepest)
        return std::nullopt;
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPoint)
        return 1;
    if (kind == wkbCompoundCurve || OGR_GT_IsSubClassOf(kind, wkbCurve))
        return geometry.toCurve()->getNumPoints();
    qint64 count = 1;
    const auto add = [&](const auto& parts) {
        for (const OGRGeometry* part : parts) {
            const auto more = vertexCount(*part, depth + 1);
            if (!more)
                return false;
            count += *more;
        }
        return true;
    };
    bool good = true;
    if (OGR_GT_IsSubClassOf(kind, wkbCurvePolygon))
        good = add(*geometry.toCurvePolygon());
    else if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection))
        good = add(*geometry.toGeometryCollection());
    else if (OGR_GT_IsSubClassOf(kind, wkbPolyhedralSurface))
        good = add(*geometry.toPolyhedralSurface());
    return good ? std::optional(count) : std::nullopt;
}

/// Looks at every vertex until one is no number.
class NumberCheck : public OGRDefaultConstGeometryVisitor
{
public:
    using OGRDefaultConstGeometryVisitor::visit;
    void visit(const OGRPoint* point) override
    {
        if (!point->IsEmpty())
            good = good && std::isfinite(point->getX()) && std::isfinite(point->getY());
    }
    void visit(const OGRLineString* line) override { look(*line); }
    void visit(const OGRLinearRing* ring) override { look(*ring); }
    void visit(const OGRCircularString* arc) override { look(*arc); }
    bool good = true;

private:
    void look(const OGRSimpleCurve& curve)
    {
        for (int i = 0; good && i < curve.getNumPoints(); ++i)
            good = std::isfinite(curve.getX(i)) && std::isfinite(curve.getY(i));
    }
};

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

QString ovitalQuestion(const QString& file)
{
    return QStringLiteral(
        "“%1”是奥维互动地图的文件，没有写明坐标是哪一种：9.3 版以后一般是 GCJ-02（火星坐标，与 "
        "CGCS2000 相差约 500 米），更早的是 WGS84。请指明：--datum gcj02 或 --datum wgs84")
        .arg(file);
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

bool isFinite(const OGRGeometry& geometry)
{
    NumberCheck check;
    geometry.accept(&check);
    return check.good;
}

bool isInChinaSwapped(OGRCoordinateTransformation& toDegrees, const OGREnvelope& box)
{
    double x = (box.MinY + box.MaxY) / 2, y = (box.MinX + box.MaxX) / 2;
    return toDegrees.Transform(1, &x, &y) && std::isfinite(x) && std::isfinite(y) && isAroundChina({x, y});
}

bool holdsPolygons(OGRLayer& layer)
{
    layer.ResetReading();
    bool found = false;
    while (!found) {
        const std::unique_ptr<OGRFeature> row{layer.GetNextFeature()};
        if (!row) // ended or broke: whoever reads the layer finds out
            break;
        const OGRGeometry* geometry = row->GetGeometryRef();
        found = geometry != nullptr && vertexCount(*geometry) && !polygonsOf(geometry)->IsEmpty();
    }
    layer.ResetReading();
    return found;
}

Result<GeometryReader> GeometryReader::create(
    const SourceLayer& layer, const LayerReadOptions& options, const QString& file, Wanted wanted)
{
    OGRSpatialReference source;
    GeometryReader reader;
    Datum datum = options.datum;
    if (!options.crs.isEmpty()) {
        if (source.SetFromUserInput(
                options.crs.toUtf8().constData(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get())
            != OGRERR_NONE)
            return fail(ErrorKind::invalidValue,
                QStringLiteral("不认识坐标系“%1”，请填 EPSG 编号，例如 --crs EPSG:4490（经纬度）或 --crs "
                               "EPSG:4545（米）。")
                    .arg(options.crs));
        source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    } else if (layer.mayBeGcj02 && datum == Datum::cgcs2000 && !options.settled) {
        return fail(ErrorKind::invalidValue, ovitalQuestion(file) + u'。');
    } else if (const QString question = layer.datumQuestion(file);
               datum == Datum::cgcs2000 && !options.settled && !question.isEmpty()) {
        return fail(ErrorKind::invalidValue, question + u'。');
    } else if (const OGRSpatialReference* own = layer.ogr->GetSpatialRef();
               saysPlace(own) || (options.settled && own != nullptr && own->IsGeographic())) {
        source = *own;
        if (datum == Datum::cgcs2000 && (layer.mayBeGcj02 || !question.isEmpty())) // it is settled
            reader.said.append(
                QStringLiteral("%1。这一层以前加入时没有指明，现在照原样画；要指明，请移除后重新添加。")
                    .arg(layer.mayBeGcj02 ? ovitalQuestion(file) : question));
        const QString crs
            = layer.unknownCrs.isEmpty() ? QString::fromUtf8(source.GetName()) : layer.unknownCrs;
        const auto named = layer.unknownCrs.isEmpty() ? datumNamedBy(source) : datumNamedBy(layer.unknownCrs);
        if (named && datum == Datum::cgcs2000) {
            datum = *named;
            reader.said.append(QStringLiteral(
                "坐标系写的是“%1”，已按 %2 换算成 CGCS2000（移动约 500 米）；如果坐标其实没有加密，请用 "
                "--crs EPSG:4490 指明。")
                                   .arg(crs, datumTitle(datum)));
        } else if (datum == Datum::cgcs2000 && !layer.unknownCrs.isEmpty()) {
            reader.said.append(unknownDatumRemark(crs));
        }
    } else {
        return fail(ErrorKind::invalidValue,
            QStringLiteral(
                "“%1”没有写明坐标系（例如缺 .prj 文件），请用 --crs 指定，例如 --crs EPSG:4490（经纬度）"
                "或 --crs EPSG:4545（米）。")
                .arg(file));
    }
    reader.name = crsName(source);
    reader.fileName = file;
    reader.wants = wanted;
    reader.swapped = options.swapAxes;
    if (datum == Datum::gcj02 || datum == Datum::bd09) {
        if (!source.IsGeographic() && reader.said.isEmpty())
            return fail(ErrorKind::invalidValue,
                QStringLiteral("“%1”的坐标是平面坐标（%2），%3只用于经纬度，请改选坐标来源。")
                    .arg(file, reader.name, datumTitle(datum)));
        reader.shift = makeDatumShift(datum);
    } else if (datum == Datum::cgcs2000) {
        if (const QString remark = placeRemark(source); !remark.isEmpty())
            reader.said.append(remark);
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

bool GeometryReader::isRightWhenSwapped(const OGREnvelope& box) const
{
    return !swapped && isInChinaSwapped(*transformation, box);
}

namespace
{
QString swapRemedy()
{
    return QStringLiteral("多半是 X、Y（经纬度）颠倒了，纬度在前，请用 --swap-axes "
                          "对调（窗口里在“坐标系”选“纬度在前”或“X、Y 对调”）。");
}
} // namespace

Error GeometryReader::notOnEarth(const OGREnvelope& box) const
{
    return {ErrorKind::invalidValue,
        QStringLiteral("“%1”第 %2 个要素的坐标按坐标系“%3”换算后不在地球上，")
                .arg(fileName)
                .arg(number)
                .arg(name)
            + (isRightWhenSwapped(box) ? swapRemedy()
                                       : QStringLiteral("坐标系多半不对，请用 --crs 指定正确的。"))};
}

Result<> GeometryReader::finish() const
{
    if (!placed.IsInit() || isAroundChina({(placed.MinX + placed.MaxX) / 2, (placed.MinY + placed.MaxY) / 2})
        || !isRightWhenSwapped(whole))
        return {};
    return fail(ErrorKind::invalidValue,
        QStringLiteral("“%1”按坐标系“%2”换算后不在中国，").arg(fileName, name) + swapRemedy());
}

Result<std::unique_ptr<OGRGeometry>> GeometryReader::wantedOf(OGRFeature& feature)
{
    const OGRGeometry* own = feature.GetGeometryRef();
    if (own == nullptr)
        return nullptr;
    const auto count = vertexCount(*own);
    if (!count)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”第 %2 个要素的图形套了 %3 层以上，请在原软件里拆开后再导出。")
                .arg(fileName)
                .arg(number)
                .arg(bounds::deepest));
    if ((vertices += *count) > bounds::mostVertices)
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”的图形太多（超过 %2 万个顶点），请先在原软件里裁剪或化简，只保留本地区的部分。")
                .arg(fileName)
                .arg(bounds::mostVertices / 10000));
    if (!isFinite(*own))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”第 %2 个要素的坐标里有的不是数字（NaN 或无穷大），请在原软件里改正后再导出。")
                .arg(fileName)
                .arg(number));
    if (wants == Wanted::polygons)
        return polygonsOf(own);
    return flattened(own);
}

Result<> GeometryReader::mend(std::unique_ptr<OGRGeometry>& geometry)
{
    // What mending takes grows with the crossings: 5,000 edges across each other would take gigabytes.
    constexpr qint64 mostCrossings = 10'000;
    if (crossingsOf(*geometry, mostCrossings) > mostCrossings)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”第 %2 个要素的面自己与自己相交太多（超过 %3 "
                           "处），不能修复，请在原软件里改正或化简后再导出。")
                .arg(fileName)
                .arg(number)
                .arg(mostCrossings));
    const std::unique_ptr<OGRGeometry> valid(geometry->MakeValid());
    if (auto repairedOnes = polygonsOf(valid.get()); !repairedOnes->IsEmpty())
        geometry = std::move(repairedOnes);
    ++mended;
    return {};
}

Result<QByteArray> GeometryReader::read(OGRFeature& feature)
{
    ++number;
    auto wanted = wantedOf(feature);
    COOP_TRY(wanted);
    std::unique_ptr<OGRGeometry> geometry = std::move(*wanted);
    if (!geometry || geometry->IsEmpty())
        return QByteArray();
    const GeometryKind kind = kindOf(*geometry);
    if (kind == GeometryKind::polygons && !geometry->IsValid())
        COOP_TRY(mend(geometry));
    OGREnvelope before, box;
    geometry->getEnvelope(&before);
    if (swapped)
        geometry->swapXY();
    const bool moved = geometry->transform(transformation.get()) == OGRERR_NONE
        && (!shift || geometry->transform(shift.get()) == OGRERR_NONE) && isFinite(*geometry);
    if (moved)
        geometry->getEnvelope(&box);
    if (!moved || !isOnEarth(box))
        return fail(notOnEarth(before));
    whole.Merge(before);
    placed.Merge(box);
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
