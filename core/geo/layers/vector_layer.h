#pragma once
#include "core/base/layer_feature.h"
#include "core/base/result.h"
#include "core/geo/coordinates/datum.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <functional>

namespace coop
{

enum class GeometryKind { none, points, lines, polygons, mixed };
QString geometryKindTitle(GeometryKind kind); ///< 点 线 面 混合; 无图形

/// A layer as read from any file that GDAL knows.
struct VectorLayer {
    QString name; ///< of the layer in its file
    QString format; ///< GDAL's short driver name: "ESRI Shapefile", "GPKG"
    QString crs; ///< of the source: "EPSG:4545", else its name
    QStringList fields{};
    QString codeField; ///< given or guessed; empty when there is none
    QString nameField;
    QList<LayerFeature> features{};
    int repaired = 0; ///< invalid polygons that were mended
    int skipped = 0; ///< features without what was wanted: a polygon, any geometry
    GeometryKind kind = GeometryKind::none;
    QStringList remarks{}; ///< sentences about its place: an old or unknown datum, and how far off that is
};

/// What a user may say about a file that does not say it itself.
struct LayerReadOptions {
    QString layer{}; ///< empty: the only one, or the first one with polygons
    QString codeField{}; ///< empty: guessed
    QString nameField{};
    QString crs{}; ///< "EPSG:4545"; empty: what the file says
    QString encoding{}; ///< "GBK"; empty: what the file says
    Datum datum = Datum::cgcs2000; ///< gcj02, bd09: degrees from a web map, moved to CGCS2000
    bool swapAxes = false; ///< the file has y before x
    bool settled = false; ///< a layer that was added before: what its names say is asked no more
};

/// Asked several times a second with the part that is done, 0 … 1; false stops with ErrorKind::cancelled.
using ReadProgress = std::function<bool(double)>;

/// Reads the features of a vector file, whatever their geometry; `layer` empty takes the first that has any.
/// Refuses as readVectorLayer, and a layer without any geometry.
Result<VectorLayer> readFeatureLayer(
    const QString& path, const LayerReadOptions& options = {}, const ReadProgress& progress = {});

/// Reads the polygons of a vector file. Refuses, with what to do: no such file or a directory that is no data
/// source, not a vector file, no polygons, no coordinate system, a layer or field that is not there.
Result<VectorLayer> readVectorLayer(
    const QString& path, const LayerReadOptions& options = {}, const ReadProgress& progress = {});

} // namespace coop
