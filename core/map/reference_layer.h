#pragma once
#include "core/base/result.h"
#include "core/geo/layers/drawing.h"
#include "core/geo/layers/raster_source.h"
#include "core/geo/shapes/spatial_index.h"

#include <QColor>
#include <QString>
#include <QStringList>

namespace coop
{

/// How a layer that an office added looks; kept as JSON.
struct ReferenceStyle {
    QColor line{0x5B, 0x65, 0x70};
    double widthMm = 0.3;
    bool dashed = false;
    QColor fill{}; ///< invalid: polygons are outlines only
    QString symbol{}; ///< of points (symbols/symbol.h); empty: a circle
    double sizeMm = 2.0;

    QString toJson() const;
    /// What is missing keeps its default. Errors: invalidValue.
    static Result<ReferenceStyle> fromJson(const QString& json);
    /// One of a few colours that differ, by a number.
    static ReferenceStyle numbered(int number);
    bool operator==(const ReferenceStyle&) const = default;
};

struct ReferenceFeature {
    Drawing drawing;
    QString label;
    MapPoint labelAt{};
};

/// Features of a layer made ready to draw; never changes.
struct ReferenceGeometry {
    explicit ReferenceGeometry(std::vector<ReferenceFeature> list);
    std::vector<ReferenceFeature> features;
    SpatialIndex index;
    Bounds bounds;
};

/// A layer for orientation under or over the townships: roads, rivers, an aerial picture.
struct ReferenceLayer {
    qint64 id = 0;
    QString name;
    ReferenceStyle style{};
    double opacity = 1;
    bool visible = true;
    int place = 0; ///< the greater, the higher; below 0: under the townships' colours
    int largestScale = 0; ///< denominators between which it is drawn; 0: no limit
    int smallestScale = 0;
    bool named = false; ///< write the features' labels
    QStringList credits{};
    QString stamp{}; ///< of what was read: geometry of the same stamp can be kept
    QString problem{}; ///< why nothing is drawn: the linked file is gone
    std::shared_ptr<const ReferenceGeometry> geometry{};
    std::shared_ptr<const RasterSource> raster{};

    bool isDrawnAt(double scale) const;
};

} // namespace coop
