#pragma once
#include "core/map/detail_levels.h"
#include "core/map/map_view.h"

#include <QPolygonF>

class QPainter;

namespace coop
{

/// Draws shapes of a level into a painter with its brush and pen of the moment, without a path in between
/// where a shape is one ring. One for each picture: it keeps the buffer that points are worked out in.
class ShapeBrush
{
public:
    ShapeBrush(QPainter& painter, const MapView& view);

    void fill(const CoarseShape& shape); ///< as the brush is, without a line
    void outline(const CoarseShape& shape); ///< as the pen is
    /// The rings in painter units, closed, for hatches.
    QList<QPolygonF> rings(const CoarseShape& shape) const;

private:
    const QPointF* place(const CoarseShape& shape, int from, int to);

    QPainter& painter;
    double x0, y0, perMetre;
    std::vector<QPointF> buffer;
};

} // namespace coop
