#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <memory>
#include <ogr_feature.h>
#include <ogrsf_frmts.h>

namespace coop
{

/// Whether a layer has at least one feature with a polygon.
bool holdsPolygons(OGRLayer& layer);

/// Takes the polygons out of a layer's features, mended and in EPSG:4490.
class PolygonReader
{
public:
    /// `crs` empty: the layer's own. Refuses a layer without one, or a name that PROJ does not know.
    static Result<PolygonReader> create(OGRLayer& layer, const QString& crs, const QString& file);

    /// ISO WKB, longitude first; empty when the feature has no polygon. Refuses coordinates that cannot be.
    Result<QByteArray> read(OGRFeature& feature);

    QString crs() const { return name; } ///< "EPSG:4545", else the name
    int repaired() const { return mended; }

private:
    std::unique_ptr<OGRCoordinateTransformation> transformation;
    QString name;
    QString fileName;
    int mended = 0;
};

} // namespace coop
