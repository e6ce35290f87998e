#pragma once
#include "core/geo/coordinates/projection.h"

namespace coop
{

/// What of a geometry is drawn, in metres: any mixture of points, lines and polygons.
struct Drawing {
    Shape polygons{};
    std::vector<Ring> lines{}; ///< open
    std::vector<MapPoint> points{};

    Bounds bounds() const;
    bool isEmpty() const { return polygons.isEmpty() && lines.empty() && points.empty(); }
};

/// Of a WKB in EPSG:4490, longitude first; empty when it is none.
Drawing drawingOf(const QByteArray& wkb, const Projection& projection);
/// The box around such a WKB, in degrees.
Bounds degreesAround(const QByteArray& wkb);
/// From a place to the nearest point of such a box; 0 inside.
double kilometresTo(const Bounds& degrees, LonLat place);

} // namespace coop
