#pragma once
#include "core/map/map_view.h"

#include <QList>
#include <QPainterPath>
#include <QPolygonF>

namespace coop
{

/// A shape's rings in painter units. Vertices that fall into the same grid cell (`tolerance` units wide,
/// counted from the projection's origin, so that neighbours agree) are one; rings that shrink to nothing are
/// left out.
QList<QPolygonF> ringsOf(const Shape& shape, const MapView& view, double tolerance);

QPainterPath pathOf(const QList<QPolygonF>& rings);

} // namespace coop
