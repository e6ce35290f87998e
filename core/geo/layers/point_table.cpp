#include "core/geo/layers/point_table.h"

#include "core/geo/coordinates/place_remark.h"
#include "core/geo/files/feature_loop.h"
#include "core/geo/files/layer_bounds.h"
#include "core/geo/files/side_files.h"
#include "core/geo/files/vector_source.h"
#include "core/geo/layers/geometry_reader.h"
#include "core/geo/layers/readings.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
/// A layer's coordinate system on its way to CGCS2000.
struct Way {
    std::unique_ptr<OGRCoordinateTransformation> toCgcs{};
    QString name; ///< of the source's system, when its numbers change: EPSG:4545
    QStringList remarks{};
};

Result<Way> wayOf(const SourceLayer& layer, const QString& file, Datum datum)
{
    const OGRSpatialReference* source = layer.ogr->GetSpatialRef();
    if (!saysPlace(source))
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”没有写坐标系（Shapefile 缺 .prj），请补上再导入，或改用带经度、纬度两列的表格")
                .arg(file));
    const QString crs = layer.unknownCrs.isEmpty() ? QString::fromUtf8(source->GetName()) : layer.unknownCrs;
    if (const QString question = layer.datumQuestion(file); datum == Datum::cgcs2000 && !question.isEmpty())
        return fail(ErrorKind::refused, question);
    const auto named = layer.mayBeGcj02 ? Datum::gcj02
        : layer.unknownCrs.isEmpty()    ? datumNamedBy(*source)
                                        : datumNamedBy(layer.unknownCrs);
    if (named && datum == Datum::cgcs2000)
        return fail(ErrorKind::refused,
            layer.mayBeGcj02
                ? QStringLiteral(
                    "“%1”是奥维互动地图的文件，没有写明坐标是哪一种：9.3 版以后一般是 GCJ-02（与 CGCS2000 "
                    "相差约 500 米），更早的是 WGS84。请指明坐标来源：--datum gcj02 或 --datum wgs84")
                      .arg(file)
                : QStringLiteral(
                    "“%1”的坐标系写的是“%2”，与 CGCS2000 相差约 500 米，请指明坐标来源：--datum %3")
                      .arg(file, crs,
                          named == Datum::gcj02 ? QStringLiteral("gcj02") : QStringLiteral("bd09")));
    OGRSpatialReference from(*source);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference cgcs;
    cgcs.importFromEPSG(4490);
    cgcs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    Way way;
    way.toCgcs.reset(OGRCreateCoordinateTransformation(&from, &cgcs));
    if (!way.toCgcs)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”的坐标系“%2”不能换算成 CGCS2000，请在 GIS 软件里转换后再导入")
                .arg(file, QString::fromUtf8(from.GetName())));
    if (!from.IsGeographic()) {
        const char* code = from.GetAuthorityCode(nullptr);
        way.name = code != nullptr ? QStringLiteral("%1:%2").arg(
                       QString::fromUtf8(from.GetAuthorityName(nullptr)), QString::fromUtf8(code))
                                   : QString::fromUtf8(from.GetName());
    }
    if (datum == Datum::cgcs2000)
        if (const QString remark = layer.unknownCrs.isEmpty() ? placeRemark(from) : unknownDatumRemark(crs);
            !remark.isEmpty())
            way.remarks.append(remark);
    return way;
}

/// A moment that names its zone is the day that it is in China. Nothing when the file says a day that is
/// none.
std::optional<QString> dayOf(const OGRFeature& feature, int field)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    QDateTime moment(QDate(year, month, day), QTime(hour, minute), Qt::UTC);
    constexpr int utc = 100, quarter = 15 * 60, china = 8 * 3600; // as GDAL counts zones
    if (zone > 1)
        moment = moment.addSecs(china - qint64(zone - utc) * quarter);
    return moment.isValid() ? std::optional(moment.date().toString(Qt::ISODate)) : std::nullopt;
}

QString valueOf(const SourceLayer& layer, OGRFeature& feature, int field)
{
    if (!feature.IsFieldSetAndNotNull(field))
        return {};
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
    if (definition.GetType() == OFTReal)
        return QString::number(feature.GetFieldAsDouble(field), 'g', 15);
    if (definition.GetSubType() == OFSTBoolean)
        return feature.GetFieldAsInteger(field) != 0 ? QStringLiteral("是") : QStringLiteral("否");
    if (definition.GetType() == OFTDate || definition.GetType() == OFTDateTime)
        if (const auto day = dayOf(feature, field)) // else whoever takes it refuses what it says
            return *day;
    return layer.text(feature.GetFieldAsString(field));
}

/// A point, or a collection of one point; null: something else.
const OGRPoint* pointOf(const OGRGeometry& geometry, int depth = 0)
{
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPoint)
        return geometry.toPoint();
    if (!OGR_GT_IsSubClassOf(kind, wkbGeometryCollection) || depth > bounds::deepest)
        return nullptr;
    const OGRGeometryCollection& several = *geometry.toGeometryCollection();
    return several.getNumGeometries() == 1 ? pointOf(*several.getGeometryRef(0), depth + 1) : nullptr;
}

bool holdsOnlyPoints(const OGRGeometry& geometry)
{
    return geometry.getDimension() == 0;
}

Result<PointTable::Row> rowOf(
    const SourceLayer& layer, const QString& file, const Way& way, OGRFeature& feature, qint64 number)
{
    PointTable::Row row;
    if (const OGRGeometry* geometry = feature.GetGeometryRef(); geometry != nullptr && !geometry->IsEmpty()) {
        const OGRPoint* point = pointOf(*geometry);
        if (point == nullptr)
            return fail(ErrorKind::refused,
                holdsOnlyPoints(*geometry)
                    ? QStringLiteral(
                        "“%1”的第 %2 "
                        "个要素是多点（一个要素有几个点），台账的一行只有一个点；请在原软件里拆成单点再导入")
                          .arg(file)
                          .arg(number)
                    : QStringLiteral("“%1”里有线或面，台账的一行只有一个点；边界请在地图页用“添加图层”导入")
                          .arg(file));
        row.placed = true;
        row.own = {point->getX(), point->getY()};
        row.place = {point->getX(), point->getY()};
        if (!std::isfinite(row.own.x) || !std::isfinite(row.own.y)
            || !way.toCgcs->Transform(1, &row.place.lon, &row.place.lat) || !std::isfinite(row.place.lon)
            || !std::isfinite(row.place.lat))
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”第 %2 个点的坐标不能换算成 CGCS2000，请核对它的坐标系和坐标")
                    .arg(file)
                    .arg(number));
    }
    const int fields = feature.GetFieldCount();
    for (int field = 0; field < fields; ++field)
        row.values += valueOf(layer, feature, field);
    return row;
}

Result<PointTable> tableOf(
    const SourceLayer& layer, const QString& file, Datum datum, const ReadProgress& progress)
{
    auto way = wayOf(layer, file, datum);
    COOP_TRY(way);
    PointTable table{.name = layer.name, .crs = way->name};
    table.cutNames = layer.format == u"ESRI Shapefile";
    table.remarks = way->remarks;
    const OGRFeatureDefn& definition = *layer.ogr->GetLayerDefn();
    for (int field = 0; field < definition.GetFieldCount(); ++field) {
        table.fields += layer.text(definition.GetFieldDefn(field)->GetNameRef());
        table.numeric += definition.GetFieldDefn(field)->GetType() == OFTReal;
    }
    OGREnvelope own, placed;
    const double total = double(std::max<GIntBig>(1, layer.ogr->GetFeatureCount(FALSE)));
    constexpr int step = 256;
    const auto read = forEachFeature(layer, file, [&](OGRFeature& feature) -> Result<bool> {
        const qint64 number = table.rows.size() + 1;
        if (number % step == 0 && progress && !progress(std::min(1.0, double(number) / total)))
            return fail(ErrorKind::cancelled, QStringLiteral("已停止读取“%1”。").arg(file));
        if (number > bounds::mostFeatures)
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”的要素超过 %2 万个，请先在原软件里只保留本地区的部分。")
                    .arg(file)
                    .arg(bounds::mostFeatures / 10000));
        auto row = rowOf(layer, file, *way, feature, number);
        COOP_TRY(row);
        if (row->placed) {
            own.Merge(row->own.x, row->own.y);
            placed.Merge(row->place.lon, row->place.lat);
        }
        table.rows += std::move(*row);
        return true;
    });
    COOP_TRY(read);
    if (placed.IsInit() && !isAroundChina({(placed.MinX + placed.MaxX) / 2, (placed.MinY + placed.MaxY) / 2})
        && isInChinaSwapped(*way->toCgcs, own))
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”的点换算后不在中国，多半是横、纵坐标（X、Y，经纬度）写反了，请在原软件里对调后重新导出，"
                "或改用带经度、纬度两列的表格")
                .arg(file));
    const QList<qint64> lost = layer.table.isEmpty() ? QList<qint64>() : numbersLost(layer.table);
    for (qsizetype field = 0; field < std::min(lost.size(), table.fields.size()); ++field)
        if (lost[field] > 0)
            table.remarks += QStringLiteral(
                "“%1”的列“%2”有 %3 "
                "行的数比列宽，文件里只有星号（***），这些格按空的读；请在原软件里把这一列加宽再导出。")
                                 .arg(table.name, table.fields[field])
                                 .arg(lost[field]);
    const auto unplaced = std::count_if(
        table.rows.begin(), table.rows.end(), [](const PointTable::Row& row) { return !row.placed; });
    if (unplaced > 0)
        table.remarks.append(QStringLiteral("“%1”有 %2 个要素没有坐标，它们的经度、纬度是空的。")
                                 .arg(table.name)
                                 .arg(unplaced));
    return table;
}
} // namespace

Result<QList<PointTable>> here::readPointTables(
    const QString& path, Datum datum, const ReadProgress& progress)
{
    const auto source = VectorSource::open(path);
    COOP_TRY(source);
    QList<PointTable> tables;
    const QString file = source->shortName();
    if (source->format() == u"GPX")
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”是 GPX 文件（手持 GPS "
                "的航点和轨迹），里面没有镇街等列，不能直接导入台账；请用表格软件打开航点，"
                "补上镇街，另存为带经度、纬度的 .xlsx 或 .csv 再导入，或者在地图页用“添加图层”加入")
                .arg(file));
    for (const SourceLayer& layer : source->layers()) {
        if (layer.ogr->GetGeomType() == wkbNone)
            continue;
        if (!layer.lacksTable.isEmpty())
            return fail(ErrorKind::fileUnreadable, layer.lacksTable);
        auto table = tableOf(layer, file, datum, progress);
        COOP_TRY(table);
        tables += std::move(*table);
    }
    if (tables.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("“%1”里没有点，没有可以导入的内容").arg(file));
    return tables;
}

} // namespace coop
