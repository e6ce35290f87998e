#pragma once
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "core/geo/layers/raster_source.h"
#include "core/geo/layers/vector_layer.h"

namespace coop
{

/// What is read of a picture: the part of the file inside a box of a projection.
struct RasterRequest {
    QString path;
    QString crs; ///< empty: the file's
    QString projection; ///< as PROJ understands it
    Bounds box;
    int width = 0, height = 0;
    double low = 0, high = 0; ///< values that become black and white; the same: bytes as they are
};

/// The readings of foreign files themselves, with GDAL, in this process. Everybody else calls the functions
/// of the same names one level up, which let a process of its own do it (reader/reader_process.h).
namespace here
{
Result<LayerInspection> inspectLayerFile(
    const QString& path, const QString& encoding, std::optional<LonLat> near, const ReadProgress& progress);

/// Takes features as they are read, some hundred at a time.
using FeatureSink = std::function<void(QList<LayerFeature>&&)>;
/// The layer without its features, which go to `sink`.
Result<VectorLayer> readLayer(const QString& path, const LayerReadOptions& options, bool polygons,
    const ReadProgress& progress, const FeatureSink& sink);

Result<QList<PointTable>> readPointTables(const QString& path, Datum datum, const ReadProgress& progress);

/// `crs`: what somebody said, to check it.
Result<RasterInfo> rasterInfo(const QString& path, const QString& crs);
/// Reads the whole picture once, coarsely: whether it is all there.
Result<> checkRaster(const QString& path);
Result<RasterPicture> rasterPicture(const RasterRequest& request, const std::function<bool()>& cancelled);
} // namespace here

} // namespace coop
