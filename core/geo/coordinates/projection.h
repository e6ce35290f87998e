#pragma once
#include "core/geo/shapes/geometry.h"

#include <QByteArray>
#include <QString>

namespace coop
{

/// A 3° Gauss–Krüger zone of CGCS2000 without zone prefix (EPSG 4534 … 4554). A value; any thread may use it.
class Projection
{
public:
    Projection() = default;
    /// The zone that a longitude lies in: EPSG:4545 for 107.1°E.
    static Projection forLongitude(double lon);

    bool isNull() const { return meridian == 0; }
    int epsg() const { return 4534 + (meridian - 75) / 3; }
    int centralMeridian() const { return meridian; }
    QString title() const; ///< as printed: CGCS2000 3°带高斯—克吕格投影，中央经线108°E（EPSG:4545）

    MapPoint toMetres(LonLat point) const;
    LonLat toLonLat(MapPoint point) const;

    /// Polygons of a WKB in EPSG:4490, longitude first, in metres; empty when it is none.
    Shape shapeOf(const QByteArray& wkb) const;

    bool operator==(const Projection&) const = default;

private:
    int meridian = 0;
};

/// Middle longitude of a WKB's extent, to choose a zone by; 0 when it cannot be read.
double middleLongitude(const QByteArray& wkb);

} // namespace coop
