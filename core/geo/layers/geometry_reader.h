#pragma once
#include "core/base/result.h"
#include "core/geo/coordinates/crs_choices.h"
#include "core/geo/files/vector_source.h"
#include "core/geo/layers/vector_layer.h"

#include <QByteArray>
#include <memory>
#include <ogr_feature.h>
#include <ogrsf_frmts.h>

namespace coop
{

/// Whether a layer has at least one feature with a polygon.
bool holdsPolygons(OGRLayer& layer);

/// Whether all coordinates are numbers: neither NaN nor infinite.
bool isFinite(const OGRGeometry& geometry);

/// Whether a box of a file's own coordinates lies in China only with x and y changed over.
bool isInChinaSwapped(OGRCoordinateTransformation& toDegrees, const OGREnvelope& box);

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
        const SourceLayer& layer, const LayerReadOptions& options, const QString& file, Wanted wanted);

    /// ISO WKB, longitude first; empty when the feature has nothing of what is wanted. Refuses coordinates
    /// that cannot be, more vertices than a map can show, and what cannot be mended within bounds.
    Result<QByteArray> read(OGRFeature& feature);

    /// When all features were read: refuses a layer that lies in China only with x and y changed over.
    Result<> finish() const;

    QString crs() const { return name; } ///< "EPSG:4545", else the name
    int repaired() const { return mended; }
    GeometryKind kind() const { return seen; }
    const QStringList& remarks() const { return said; } ///< on the place: an old or unknown datum

private:
    void note(GeometryKind kind);
    Result<std::unique_ptr<OGRGeometry>> wantedOf(OGRFeature& feature);
    Result<> mend(std::unique_ptr<OGRGeometry>& geometry);
    bool isRightWhenSwapped(const OGREnvelope& box) const;
    Error notOnEarth(const OGREnvelope& box) const;

    std::unique_ptr<OGRCoordinateTransformation> transformation;
    std::unique_ptr<OGRCoordinateTransformation> shift; ///< null: none
    QString name;
    QString fileName;
    Wanted wants = Wanted::polygons;
    bool swapped = false;
    OGREnvelope whole; ///< of all features, in the file's coordinates
    OGREnvelope placed; ///< in degrees
    QStringList said;
    int mended = 0;
    qint64 vertices = 0;
    qint64 number = 0; ///< of the feature that is read, from 1
    GeometryKind seen = GeometryKind::none;
};

} // namespace coop
