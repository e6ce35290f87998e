#include "core/map/sheet/elements/north_arrow.h"

#include <QPainter>
#include <QPainterPath>

namespace coop
{

void NorthArrow::draw(QPainter& painter, const QRectF& box) const
{
    const double top = box.top() + 5.2 * size, middle = box.center().x();
    const double half = 4 * size, height = 13 * size;
    TextStyle style{FontRole::labelBold, 11 * size, sheetInk};
    style.halo = Qt::white;
    drawText(painter, QRectF(box.left(), box.top(), box.width(), 4.6 * size), Qt::AlignCenter,
        QStringLiteral("北"), style, 1);
    const QPointF tip(middle, top), notch(middle, top + height * 0.76);
    const QPointF left(middle - half, top + height), right(middle + half, top + height);
    QPen pen(sheetInk, 0.25);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(sheetInk);
    painter.drawPolygon(QPolygonF{tip, left, notch});
    painter.setBrush(Qt::white);
    painter.drawPolygon(QPolygonF{tip, right, notch});
}

} // namespace coop
