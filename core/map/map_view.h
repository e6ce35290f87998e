#pragma once
#include "core/geo/shapes/geometry.h"

#include <QPointF>
#include <QRectF>

namespace coop
{

/// Which part of the map is drawn where. Painter units are pixels on a screen and millimetres on a sheet;
/// `unitsPerMm` says how large a millimetre of paper is in them (96 dpi: 3.78), so that pens and letters have
/// the same physical size everywhere.
class MapView
{
public:
    static constexpr double screenUnitsPerMm = 96.0 / 25.4;

    MapView() = default;
    MapView(MapPoint centre, double scale, QRectF target, double unitsPerMm = screenUnitsPerMm);
    /// The view that shows all of `bounds` in `target`, with a margin in millimetres.
    static MapView fitting(
        const Bounds& bounds, QRectF target, double unitsPerMm = screenUnitsPerMm, double marginMm = 4);

    MapPoint centre() const { return middle; }
    double scale() const { return denominator; } ///< 150000 for 1:150 000
    QRectF target() const { return rect; }
    double unitsPerMm() const { return perMm; }
    double metresPerUnit() const { return denominator / 1000.0 / perMm; }
    Bounds visible() const; ///< metres

    QPointF toUnits(MapPoint point) const;
    MapPoint toMetres(QPointF point) const;

    MapView withTarget(QRectF target) const;
    MapView withScale(double scale) const;
    MapView movedBy(QPointF units) const; ///< as a hand drags the paper
    MapView zoomedAt(QPointF fixed, double factor) const; ///< factor 2 shows twice the detail; `fixed` stays

    bool operator==(const MapView&) const = default;

private:
    MapPoint middle{};
    double denominator = 100000;
    QRectF rect{};
    double perMm = screenUnitsPerMm;
};

} // namespace coop
