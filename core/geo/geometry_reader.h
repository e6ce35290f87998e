#pragma once
#include "core/base/result.h"
#include "core/geo/vector_layer.h"

#include <QByteArray>
#include <memory>
#include <ogr_feature.h>
#include <ogrsf_frmts.h>

namespace coop
{

/// Whether a layer has at least one feature with a polygon.
bool holdsPolygons(OGRLayer& layer);

/// "EPSG:4545" where PROJ knows which one it is, else the name.
QString crsName(const OGRSpatialReference& srs);

/// Takes the geometry out of a layer's features: flat, without curves, mended and in EPSG:4490.
class GeometryReader
{
public:
    enum class Wanted { polygons, anything };

    /// Uses crs, datum and swapAxes of `options`. Refuses a layer without a CRS when none is given, a name
    /// that PROJ does not know, and a datum shift of coordinates that are no degrees.
    static Result<GeometryReader> create(
        OGRLayer& layer, const LayerReadOptions& options, const QString& file, Wanted wanted);

    /// ISO WKB, longitude first; empty when the feature has nothing of what is wanted. Refuses coordinates
    /// that cannot be, and more vertices than a map can show.
    Result<QByteArray> read(OGRFeature& feature);

    QString crs() const { return name; } ///< "EPSG:4545", else the name
    int repaired() const { return mended; }
    GeometryKind kind() const { return seen; }

private:
    void note(GeometryKind kind);

    std::unique_ptr<OGRCoordinateTransformation> transformation;
    std::unique_ptr<OGRCoordinateTransformation> shift; ///< null: none
    QString name;
    QString fileName;
    Wanted wants = Wanted::polygons;
    bool swapped = false;
    int mended = 0;
    qint64 vertices = 0;
    GeometryKind seen = GeometryKind::none;
};

} // namespace coop
