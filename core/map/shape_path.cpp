#include "core/map/shape_path.h"

#include <cmath>

namespace coop
{

namespace
{
void addRing(QList<QPolygonF>& rings, const Ring& ring, const MapView& view, double cell)
{
    const double metres = view.metresPerUnit();
    const double x0 = view.target().center().x() - view.centre().x / metres;
    const double y0 = view.target().center().y() + view.centre().y / metres;
    QPolygonF out;
    out.reserve(qsizetype(ring.size()) + 1);
    double lastX = HUGE_VAL, lastY = HUGE_VAL;
    for (const MapPoint& p : ring) {
        if (cell > 0) {
            const double cx = std::floor(p.x / cell), cy = std::floor(p.y / cell);
            if (cx == lastX && cy == lastY)
                continue;
            lastX = cx;
            lastY = cy;
            out.append(QPointF(x0 + (cx + 0.5) * cell / metres, y0 - (cy + 0.5) * cell / metres));
        } else {
            out.append(QPointF(x0 + p.x / metres, y0 - p.y / metres));
        }
    }
    if (out.size() < 3)
        return;
    out.append(out.first());
    rings.append(out);
}
} // namespace

QList<QPolygonF> ringsOf(const Shape& shape, const MapView& view, double tolerance)
{
    // Where vertices already lie far apart there is nothing to win, and true places are better than cells.
    const Bounds box = shape.bounds();
    const double cell = tolerance * view.metresPerUnit();
    const bool sparse = shape.vertexCount() * cell * 4 < box.width() + box.height();
    QList<QPolygonF> rings;
    for (const Polygon& part : shape.parts) {
        addRing(rings, part.outer, view, sparse ? 0 : cell);
        for (const Ring& hole : part.holes)
            addRing(rings, hole, view, sparse ? 0 : cell);
    }
    return rings;
}

QPainterPath pathOf(const QList<QPolygonF>& rings)
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const QPolygonF& ring : rings)
        path.addPolygon(ring);
    return path;
}

} // namespace coop
