#include "core/geo/layers/layer_inspector.h"

#include "core/geo/coordinates/place_remark.h"
#include "core/geo/files/feature_loop.h"
#include "core/geo/files/side_files.h"
#include "core/geo/files/vector_source.h"
#include "core/geo/gdal_session.h"
#include "core/geo/layers/geometry_reader.h"
#include "core/geo/layers/readings.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
constexpr int sampleRows = 5;

void note(const OGRGeometry& geometry, GeometryKind& kind)
{
    const int dimension = geometry.getDimension();
    const GeometryKind own = dimension == 0 ? GeometryKind::points
        : dimension == 1                    ? GeometryKind::lines
                                            : GeometryKind::polygons;
    kind = kind == GeometryKind::none || kind == own ? own : GeometryKind::mixed;
}

/// Where the middle of the extent lies by the layer's own CRS; nothing when it is not on earth.
std::optional<LonLat> centreOf(const OGRSpatialReference& srs, const FileExtent& box)
{
    OGRSpatialReference degrees;
    degrees.importFromEPSG(4490);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&srs, &degrees));
    double x = (box.minX + box.maxX) / 2, y = (box.minY + box.maxY) / 2;
    if (!way || !way->Transform(1, &x, &y) || !std::isfinite(x) || !std::isfinite(y))
        return std::nullopt;
    return LonLat{x, y};
}

/// `unknown`: the name of a system that GDAL took for WGS 84 because it does not know it.
void addCrs(LayerSample& sample, const OGRSpatialReference* srs, std::optional<LonLat> near,
    const QString& unknown = {})
{
    if (saysPlace(srs)) {
        sample.crs = crsName(*srs);
        const auto centre = centreOf(*srs, sample.extent);
        const auto named = unknown.isEmpty() ? datumNamedBy(*srs) : datumNamedBy(unknown);
        if (named)
            sample.remarks.append(
                QStringLiteral("坐标系写的是“%1”，会按 %2 换算成 CGCS2000（移动约 500 米）。")
                    .arg(
                        unknown.isEmpty() ? QString::fromUtf8(srs->GetName()) : unknown, datumTitle(*named)));
        else if (const QString remark = unknown.isEmpty() ? placeRemark(*srs) : unknownDatumRemark(unknown);
                 !remark.isEmpty())
            sample.remarks.append(remark);
        sample.doubtful = !centre || !isAroundChina(*centre);
    }
    if (sample.crs.isEmpty() || sample.doubtful)
        sample.choices = crsChoices(sample.extent, near);
}

/// 奥维 does not say what its coordinates are: GCJ-02 first, for that is what it writes now.
void addOvitalCrs(LayerSample& sample, std::optional<LonLat> near)
{
    sample.remarks.append(
        QStringLiteral("奥维互动地图的文件没有写明坐标是哪一种：9.3 版以后一般是 GCJ-02（与 CGCS2000 "
                       "相差约 500 米），更早的是 WGS84，请核对。"));
    sample.doubtful = true;
    sample.choices = crsChoices(sample.extent, near);
    std::stable_partition(sample.choices.begin(), sample.choices.end(),
        [](const CrsChoice& choice) { return choice.datum == Datum::gcj02; });
}

/// Somebody called it so: what it says first, the same degrees without a shift behind it.
void addNamedDatum(
    LayerSample& sample, const SourceLayer& layer, const QString& question, std::optional<LonLat> near)
{
    if (const OGRSpatialReference* srs = layer.ogr->GetSpatialRef(); saysPlace(srs))
        sample.crs = crsName(*srs);
    sample.remarks.append(question + u'。');
    sample.doubtful = true;
    sample.choices = crsChoices(sample.extent, near);
    std::stable_partition(sample.choices.begin(), sample.choices.end(),
        [&](const CrsChoice& choice) { return choice.datum == layer.namedDatum; });
}

Result<LayerSample> sampleOf(
    const SourceLayer& layer, const QString& file, std::optional<LonLat> near, const ReadProgress& progress)
{
    LayerSample sample;
    sample.name = layer.name;
    OGRFeatureDefn& row = *layer.ogr->GetLayerDefn();
    for (int i = 0; i < row.GetFieldCount() && layer.lacksTable.isEmpty(); ++i)
        sample.fields.append(layer.text(row.GetFieldDefn(i)->GetNameRef()));
    OGREnvelope box;
    bool whole = true;
    // The first rows, and as much more as it takes to know the extent where the file does not say it.
    const auto read = forEachFeature(layer, file, [&](OGRFeature& feature) -> Result<bool> {
        QStringList values;
        for (int i = 0; i < sample.fields.size(); ++i)
            values.append(
                feature.IsFieldSetAndNotNull(i) ? layer.text(feature.GetFieldAsString(i)) : QString());
        sample.rows.append(values);
        if (const OGRGeometry* shape = feature.GetGeometryRef(); shape != nullptr && !shape->IsEmpty()) {
            note(*shape, sample.kind);
            OGREnvelope own;
            shape->getEnvelope(&own);
            box.Merge(own);
        }
        whole = sample.rows.size() < sampleRows;
        return whole;
    });
    COOP_TRY(read);
    if (progress && !progress(0))
        return fail(ErrorKind::cancelled, QStringLiteral("已停止读取“%1”。").arg(file));
    sample.features = whole ? sample.rows.size() : layer.ogr->GetFeatureCount(TRUE);
    if (OGREnvelope all; !whole && layer.ogr->GetExtent(&all, TRUE) == OGRERR_NONE)
        box = all;
    if (sample.kind != GeometryKind::none && box.IsInit()) {
        sample.extent = {box.MinX, box.MinY, box.MaxX, box.MaxY};
        if (layer.mayBeGcj02)
            addOvitalCrs(sample, near);
        else if (const QString question = layer.datumQuestion(file); !question.isEmpty())
            addNamedDatum(sample, layer, question, near);
        else
            addCrs(sample, layer.ogr->GetSpatialRef(), near, layer.unknownCrs);
    }
    if (!layer.lacksTable.isEmpty())
        sample.remarks.append(shapesOnly(file));
    return sample;
}

Result<LayerInspection> inspectRaster(const QString& path, std::optional<LonLat> near)
{
    const auto info = here::rasterInfo(path, {});
    COOP_TRY(info);
    LayerInspection result{.format = info->format, .raster = true};
    LayerSample sample{.name = QFileInfo(path).completeBaseName(), .extent = info->extent, .crs = info->crs};
    OGRSpatialReference srs;
    const bool stated
        = !info->crs.isEmpty() && srs.SetFromUserInput(info->definition.toUtf8().constData()) == OGRERR_NONE;
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    addCrs(sample, stated ? &srs : nullptr, near);
    result.layers.append(sample);
    return result;
}
} // namespace

bool isRasterFile(const QString& path)
{
    static const QStringList endings{QStringLiteral("tif"), QStringLiteral("tiff"), QStringLiteral("png"),
        QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("mbtiles")};
    return endings.contains(QFileInfo(path).suffix().toLower());
}

Result<LayerInspection> here::inspectLayerFile(
    const QString& path, const QString& encoding, std::optional<LonLat> near, const ReadProgress& progress)
{
    const GdalSession session;
    if (isRasterFile(path))
        return inspectRaster(path, near);
    const auto source = VectorSource::open(path, encoding);
    COOP_TRY(source);
    LayerInspection result{.format = source->format(), .encodings = source->encodings()};
    for (const SourceLayer& layer : source->layers()) {
        auto sample = sampleOf(layer, source->shortName(), near, progress);
        COOP_TRY(sample);
        result.layers.append(std::move(*sample));
        if (result.encodingDoubt.isEmpty() && !layer.encodingDoubt.isEmpty())
            result.encodingDoubt
                = layer.encodingDoubt + QStringLiteral("。名称不对时，请指明文字编码（--encoding）。");
    }
    return result;
}

} // namespace coop
