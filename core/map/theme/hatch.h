#pragma once
#include "core/geo/shapes/geometry.h"

#include <QLineF>
#include <QList>
#include <QPolygonF>

namespace coop
{

/// How an area is told apart without colour.
enum class Hatch { none, dots, diagonal, backDiagonal, horizontal, vertical, cross, diagonalCross, dense };

/// The hatch's strokes inside rings (even-odd), `spacing` apart, in the rings' own units and in step between
/// areas. A dot is a line of no length.
QList<QLineF> hatchLines(const QList<QPolygonF>& rings, Hatch hatch, double spacing);

} // namespace coop
