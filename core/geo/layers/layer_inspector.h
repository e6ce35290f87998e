#pragma once
#include "core/geo/coordinates/crs_choices.h"
#include "core/geo/layers/vector_layer.h"

namespace coop
{

/// A layer of a file as somebody sees it before it is added.
struct LayerSample {
    QString name;
    GeometryKind kind = GeometryKind::none; ///< of the first features
    qint64 features = 0;
    QStringList fields{};
    QList<QStringList> rows{}; ///< attributes of the first few features
    FileExtent extent{};
    QString crs{}; ///< as the file says; empty when it does not
    /// What the coordinates can be; asked for when `crs` is empty or doubtful.
    QList<CrsChoice> choices{};
    bool doubtful = false; ///< by its own CRS the layer would lie off the earth or outside China
    QStringList remarks{}; ///< on its place, as of VectorLayer
};

/// Whether it is asked what the degrees are (GCJ-02 or not), not where they lie.
inline bool asksForDatum(const LayerSample& sample)
{
    return sample.doubtful && !sample.choices.isEmpty() && sample.choices.first().datum != Datum::cgcs2000;
}

/// What is known of a file without being told anything about it.
struct LayerInspection {
    QString format; ///< GDAL's short driver name
    bool raster = false;
    QList<LayerSample> layers{}; ///< a picture is one without fields
    /// Encodings that all sampled texts can be in, likeliest first; one or none: there is nothing to ask.
    QStringList encodings{};
    QString encodingDoubt{}; ///< a sentence: why the first of them may be wrong; empty: it is not
};

/// Looks into a vector or raster file. `encoding` empty: the likeliest. `near`: where the district lies, by
/// which zones are ranked. Errors: no such file, not a layer that can be read.
Result<LayerInspection> inspectLayerFile(const QString& path, const QString& encoding = {},
    std::optional<LonLat> near = {}, const ReadProgress& progress = {});

/// Whether a file's ending is one of a picture's: tif, png, jpg, mbtiles.
bool isRasterFile(const QString& path);

} // namespace coop
