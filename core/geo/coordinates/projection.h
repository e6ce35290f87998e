#pragma once
#include "core/geo/shapes/geometry.h"

#include <QByteArray>
#include <QString>

namespace coop
{

/// A 3° Gauss–Krüger zone of CGCS2000 without zone prefix (EPSG 4534 … 4554), or for what is wider than a few
/// zones an equidistant cylindrical projection. A value; any thread may use it.
class Projection
{
public:
    Projection() = default;
    /// The zone that a longitude lies in: EPSG:4545 for 107.1°E.
    static Projection forLongitude(double lon);

    /// The zone in the middle of an extent in degrees; beyond 9° the zone's edges would be stretched, and the
    /// cylindrical projection that keeps lengths in the middle latitude is taken.
    static Projection forExtent(double west, double south, double east, double north);

    bool isNull() const { return meridian == 0; }
    bool isCylindrical() const { return parallel != 0; }
    int epsg() const { return isCylindrical() ? 0 : 4534 + (meridian - 75) / 3; } ///< 0: has no number
    int centralMeridian() const { return meridian; }
    int standardParallel() const { return parallel; } ///< degrees; 0 unless cylindrical
    QString title() const; ///< as printed: CGCS2000 3°带高斯—克吕格投影，中央经线108°E（EPSG:4545）

    MapPoint toMetres(LonLat point) const;
    LonLat toLonLat(MapPoint point) const;

    /// Polygons of a WKB in EPSG:4490, longitude first, in metres; empty when it is none.
    Shape shapeOf(const QByteArray& wkb) const;

    bool operator==(const Projection&) const = default;

private:
    int meridian = 0;
    int parallel = 0; ///< degrees; of the cylindrical projection
};

/// Middle longitude of a WKB's extent, to choose a zone by; 0 when it cannot be read.
double middleLongitude(const QByteArray& wkb);

} // namespace coop
