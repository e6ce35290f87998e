#include "core/map/labels/label_placer.h"

#include "core/map/labels/box_grid.h"

#include <algorithm>
#include <numeric>

namespace coop
{

namespace
{
QSizeF sizeMm(const LabelWish& wish)
{
    double width = 0, height = 0;
    for (qsizetype i = 0; i < wish.lines.size(); ++i) {
        width = std::max(width, textWidthMm(wish.lines[i], wish.styles[i]));
        height += wish.styles[i].lineMm() * 0.9;
    }
    return {width, height};
}

/// Boxes to try, the best first: beside a symbol, or on an area's anchor and then a little way off it.
QList<QRectF> candidates(const LabelWish& wish, QSizeF size, double unitsPerMm)
{
    QList<QRectF> boxes;
    const auto centredOn = [&](QPointF c) {
        boxes.append(
            QRectF(c.x() - size.width() / 2, c.y() - size.height() / 2, size.width(), size.height()));
    };
    const QPointF a = wish.anchor;
    if (wish.clearance > 0) {
        const double dx = wish.clearance + size.width() / 2, dy = wish.clearance + size.height() / 2;
        const double s = wish.clearance * 0.7;
        for (const QPointF off : {QPointF(dx, 0), QPointF(0, -dy), QPointF(0, dy), QPointF(-dx, 0),
                 QPointF(s + size.width() / 2, -s - size.height() / 2),
                 QPointF(s + size.width() / 2, s + size.height() / 2),
                 QPointF(-s - size.width() / 2, -s - size.height() / 2),
                 QPointF(-s - size.width() / 2, s + size.height() / 2)})
            centredOn(a + off);
    } else {
        centredOn(a);
    }
    const double step = 1.2 * unitsPerMm;
    const int steps = int(wish.shiftMm * unitsPerMm / step);
    for (int i = 1; i <= steps; ++i)
        for (const QPointF off : {QPointF(0, -1), QPointF(0, 1), QPointF(1, 0), QPointF(-1, 0),
                 QPointF(0.8, -0.8), QPointF(-0.8, -0.8), QPointF(0.8, 0.8), QPointF(-0.8, 0.8)})
            centredOn(a + off * (i * step));
    return boxes;
}
} // namespace

QList<PlacedLabel> placeLabels(const QList<LabelWish>& wishes, const QRectF& view, double unitsPerMm,
    const QList<QRectF>& taken, const QList<QRectF>& avoided)
{
    std::vector<int> order(size_t(wishes.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(
        order.begin(), order.end(), [&](int a, int b) { return wishes[a].priority < wishes[b].priority; });
    BoxGrid full(8 * unitsPerMm), busy(8 * unitsPerMm);
    for (const QRectF& box : taken)
        full.add(box);
    for (const QRectF& box : avoided)
        busy.add(box);

    QList<PlacedLabel> placed;
    for (const int i : order) {
        const LabelWish& wish = wishes[i];
        const QSizeF size = sizeMm(wish) * unitsPerMm;
        const QRectF room = wish.within.isNull() ? view : wish.within & view;
        // The best place is free and inside its area; then inside over small symbols; then just free.
        QRectF free;
        int worst = 4;
        for (const QRectF& box : candidates(wish, size, unitsPerMm)) {
            if (!room.contains(box) || full.overlaps(box))
                continue;
            const int badness = (wish.fits && !wish.fits(box) ? 2 : 0) + (busy.overlaps(box) ? 1 : 0);
            if (badness < worst) {
                worst = badness;
                free = box;
            }
            if (badness == 0)
                break;
        }
        if (free.isNull())
            continue;
        const double air = 0.5 * unitsPerMm;
        full.add(free.adjusted(-air, 0, air, 0));
        placed.append({wish.lines, wish.styles, free, i});
    }
    return placed;
}

void drawLabel(QPainter& painter, const PlacedLabel& label, double unitsPerMm)
{
    double y = label.box.top();
    for (qsizetype i = 0; i < label.lines.size(); ++i) {
        const double height = label.styles[i].lineMm() * 0.9 * unitsPerMm;
        drawText(painter, QRectF(label.box.left(), y, label.box.width(), height), Qt::AlignCenter,
            label.lines[i], label.styles[i], unitsPerMm);
        y += height;
    }
}

} // namespace coop
