#include "core/geo/layer_inspector.h"

#include "core/geo/gdal_session.h"
#include "core/geo/geometry_reader.h"
#include "core/geo/raster_source.h"
#include "core/geo/vector_source.h"

#include <QFileInfo>
#include <cmath>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
constexpr int sampleRows = 5;
constexpr int encodingRows = 200;

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

bool looksRight(LonLat p)
{
    return p.lon >= 72 && p.lon <= 137 && p.lat >= 2 && p.lat <= 55;
}

void addCrs(LayerSample& sample, const OGRSpatialReference* srs, std::optional<LonLat> near)
{
    if (srs != nullptr && !srs->IsLocal()) {
        sample.crs = crsName(*srs);
        const auto centre = centreOf(*srs, sample.extent);
        sample.doubtful = !centre || !looksRight(*centre);
    }
    if (sample.crs.isEmpty() || sample.doubtful)
        sample.choices = crsChoices(sample.extent, near);
}

LayerSample sampleOf(const VectorSource& source, OGRLayer& layer, std::optional<LonLat> near)
{
    LayerSample sample;
    sample.name = source.text(layer.GetName());
    sample.features = layer.GetFeatureCount(TRUE);
    OGRFeatureDefn& row = *layer.GetLayerDefn();
    for (int i = 0; i < row.GetFieldCount(); ++i)
        sample.fields.append(source.text(row.GetFieldDefn(i)->GetNameRef()));
    layer.ResetReading();
    while (sample.rows.size() < sampleRows) {
        const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()};
        if (!feature)
            break;
        QStringList values;
        for (int i = 0; i < sample.fields.size(); ++i)
            values.append(
                feature->IsFieldSetAndNotNull(i) ? source.text(feature->GetFieldAsString(i)) : QString());
        sample.rows.append(values);
        if (const OGRGeometry* shape = feature->GetGeometryRef(); shape != nullptr && !shape->IsEmpty()) {
            const GeometryKind kind = kindOf(*shape);
            sample.kind
                = sample.kind == GeometryKind::none || sample.kind == kind ? kind : GeometryKind::mixed;
        }
    }
    OGREnvelope box;
    if (sample.kind != GeometryKind::none && layer.GetExtent(&box, TRUE) == OGRERR_NONE) {
        sample.extent = {box.MinX, box.MinY, box.MaxX, box.MaxY};
        addCrs(sample, layer.GetSpatialRef(), near);
    }
    return sample;
}

/// Bytes of texts as they lie in the file: what an encoding has to explain.
QList<QByteArray> rawTexts(GDALDataset& data)
{
    QList<QByteArray> texts;
    const auto keep = [&](const char* bytes) {
        QByteArray raw(bytes);
        if (std::any_of(raw.begin(), raw.end(), [](char c) { return (c & 0x80) != 0; }))
            texts.append(raw);
    };
    for (OGRLayer* layer : data.GetLayers()) {
        OGRFeatureDefn& row = *layer->GetLayerDefn();
        for (int i = 0; i < row.GetFieldCount(); ++i)
            keep(row.GetFieldDefn(i)->GetNameRef());
        layer->ResetReading();
        for (int n = 0; n < encodingRows; ++n) {
            const std::unique_ptr<OGRFeature> feature{layer->GetNextFeature()};
            if (!feature)
                break;
            for (int i = 0; i < row.GetFieldCount(); ++i)
                if (row.GetFieldDefn(i)->GetType() == OFTString && feature->IsFieldSetAndNotNull(i))
                    keep(feature->GetFieldAsString(i));
        }
    }
    return texts;
}

QStringList encodingsOf(GDALDataset& data)
{
    const QList<QByteArray> texts = rawTexts(data);
    QStringList fitting;
    if (texts.isEmpty())
        return fitting;
    for (const char* encoding : {"UTF-8", "GB18030", "BIG5"})
        if (std::all_of(texts.begin(), texts.end(),
                [&](const QByteArray& text) { return decodedFrom(text, encoding).has_value(); }))
            fitting.append(QString::fromLatin1(encoding));
    return fitting;
}

Result<LayerInspection> inspectRaster(const QString& path, std::optional<LonLat> near)
{
    const auto info = rasterInfo(path);
    if (!info)
        return fail(info.error());
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

Result<LayerInspection> inspectLayerFile(
    const QString& path, const QString& encoding, std::optional<LonLat> near)
{
    const GdalSession session;
    if (isRasterFile(path))
        return inspectRaster(path, near);
    const auto source = VectorSource::open(path, encoding);
    if (!source)
        return fail(source.error());
    LayerInspection result{.format = source->format()};
    if (source->format() == QStringLiteral("ESRI Shapefile"))
        result.encodings = encodingsOf(source->dataset());
    for (OGRLayer* layer : source->dataset().GetLayers())
        result.layers.append(sampleOf(*source, *layer, near));
    return result;
}

} // namespace coop
