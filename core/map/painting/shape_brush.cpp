#include "core/map/painting/shape_brush.h"

#include <QPainter>
#include <QPainterPath>

namespace coop
{

ShapeBrush::ShapeBrush(QPainter& p, const MapView& view)
    : painter(p)
    , x0(view.target().center().x() - view.centre().x / view.metresPerUnit())
    , y0(view.target().center().y() + view.centre().y / view.metresPerUnit())
    , perMetre(1 / view.metresPerUnit())
{
}

const QPointF* ShapeBrush::place(const CoarseShape& shape, int from, int to)
{
    buffer.resize(size_t(to - from));
    for (int i = from; i < to; ++i) {
        const QPointF& p = shape.points[size_t(i)];
        buffer[size_t(i - from)] = QPointF(x0 + p.x() * perMetre, y0 - p.y() * perMetre);
    }
    return buffer.data();
}

void ShapeBrush::fill(const CoarseShape& shape)
{
    if (shape.isEmpty())
        return;
    if (shape.ends.size() == 1) {
        const int count = shape.ends.front();
        painter.drawPolygon(place(shape, 0, count), count);
        return;
    }
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const QPolygonF& ring : rings(shape))
        path.addPolygon(ring);
    painter.drawPath(path);
}

void ShapeBrush::outline(const CoarseShape& shape)
{
    int from = 0;
    for (const int to : shape.ends) {
        painter.drawPolygon(place(shape, from, to), to - from);
        from = to;
    }
}

QList<QPolygonF> ShapeBrush::rings(const CoarseShape& shape) const
{
    QList<QPolygonF> all;
    int from = 0;
    for (const int to : shape.ends) {
        QPolygonF ring;
        ring.reserve(to - from + 1);
        for (int i = from; i < to; ++i) {
            const QPointF& p = shape.points[size_t(i)];
            ring.append(QPointF(x0 + p.x() * perMetre, y0 - p.y() * perMetre));
        }
        ring.append(ring.first());
        all.append(std::move(ring));
        from = to;
    }
    return all;
}

} // namespace coop
