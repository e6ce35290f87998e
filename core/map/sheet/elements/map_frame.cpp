#include "core/map/sheet/elements/map_frame.h"

#include "core/map/painting/map_renderer.h"
#include "core/map/sheet/elements/north_arrow.h"
#include "core/map/sheet/elements/scale_bar.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
const QString schematicNotice = QStringLiteral("示意边界，非法定界线");

/// Minutes of arc between two ticks that stand some centimetres apart.
int tickMinutes(double degreesAcross, double millimetres)
{
    for (const int minutes : {1, 2, 5, 10, 15, 20, 30, 60, 120, 300})
        if (minutes / 60.0 / degreesAcross * millimetres >= 32)
            return minutes;
    return 600;
}

QString degrees(int minutes)
{
    return minutes % 60 == 0
        ? QStringLiteral("%1°").arg(minutes / 60)
        : QStringLiteral("%1°%2′").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}
} // namespace

MapFrame::MapFrame(const Sheet& s, double sizeFactor)
    : sheet(s)
    , size(sizeFactor)
{
}

QRectF MapFrame::inner(const QRectF& box) const
{
    return box.adjusted(rim(), rim(), -rim(), -rim());
}

MapView MapFrame::view(const QRectF& box) const
{
    const QRectF map = inner(box);
    const Bounds& extent = sheet.settings.extent;
    const MapView fitted = MapView::fitting(extent.isEmpty() ? sheet.map.bounds() : extent, map, 1, 5 * size);
    return fitted.withScale(sheet.settings.scale > 0 ? sheet.settings.scale : roundScale(fitted.scale()));
}

QRectF MapFrame::freeCorner(const QRectF& map, QSizeF need, const MapView& view,
    const QList<Qt::Corner>& wanted, const QList<QRectF>& taken) const
{
    const double away = 2.5 * size;
    const auto at = [&](Qt::Corner corner) {
        QRectF r(QPointF(), need);
        const QRectF room = map.adjusted(away, away, -away, -away);
        if (corner == Qt::TopLeftCorner || corner == Qt::BottomLeftCorner)
            r.moveLeft(room.left());
        else
            r.moveRight(room.right());
        if (corner == Qt::TopLeftCorner || corner == Qt::TopRightCorner)
            r.moveTop(room.top());
        else
            r.moveBottom(room.bottom());
        return r;
    };
    const auto covers = [&](const QRectF& r) {
        int inside = 0;
        for (int i = 0; i <= 8; ++i)
            for (int j = 0; j <= 4; ++j)
                inside
                    += hitTest(sheet.map, view, {r.left() + r.width() * i / 8, r.top() + r.height() * j / 4})
                           .area
                    != 0;
        return inside;
    };
    QRectF best;
    int least = 1000;
    for (const Qt::Corner corner : wanted) {
        const QRectF r = at(corner);
        bool overlaps = false;
        for (const QRectF& other : taken)
            overlaps = overlaps || other.intersects(r);
        if (const int count = covers(r) + (overlaps ? 500 : 0); count < least) {
            least = count;
            best = r;
        }
    }
    return best;
}

TextStyle MapFrame::noticeStyle() const
{
    TextStyle notice{
        FontRole::labelBold, 9 * size, sheet.settings.blackAndWhite ? sheetInk : QColor(0x9C, 0x2A, 0x1E)};
    notice.halo = Qt::white;
    return notice;
}

QSizeF MapFrame::footSize(const QRectF& map, double scale) const
{
    const QSizeF foot = ScaleBar(scale, size).minimalSize(map.width());
    if (!sheet.map.content().schematic)
        return foot;
    const TextStyle notice = noticeStyle();
    return {std::max(foot.width(), textWidthMm(schematicNotice, notice) + 6 * size),
        foot.height() + notice.lineMm() * 1.15};
}

MapFrame::Corners MapFrame::corners(const QRectF& box) const
{
    const QRectF map = inner(box);
    const MapView itsView = view(box);
    const auto put = [&](const QString& id, QSizeF need, auto usual) {
        const auto chosen = sheet.settings.places.constFind(id);
        if (chosen == sheet.settings.places.constEnd())
            return usual(need);
        QRectF where(*chosen, need); // stays in the map
        where.moveLeft(
            std::clamp(where.left(), map.left(), std::max(map.left(), map.right() - need.width())));
        where.moveTop(std::clamp(where.top(), map.top(), std::max(map.top(), map.bottom() - need.height())));
        return where;
    };
    Corners corners;
    corners.north = put(QStringLiteral("north"), NorthArrow(size).minimalSize(0), [&](QSizeF need) {
        return freeCorner(
            map, need, itsView, {Qt::TopRightCorner, Qt::TopLeftCorner, Qt::BottomRightCorner}, {});
    });
    corners.foot = put(QStringLiteral("scale"), footSize(map, itsView.scale()), [&](QSizeF need) {
        return freeCorner(map, need, itsView,
            {Qt::BottomLeftCorner, Qt::BottomRightCorner, Qt::TopLeftCorner, Qt::TopRightCorner},
            {corners.north});
    });
    return corners;
}

void MapFrame::draw(QPainter& painter, const QRectF& box) const
{
    const QRectF map = inner(box);
    const MapView itsView = view(box);
    const ScaleBar scaleBar(itsView.scale(), size);
    const NorthArrow north(size);
    const TextStyle notice = noticeStyle();
    const bool schematic = sheet.map.content().schematic;
    const auto [northBox, footBox] = corners(box);

    MapStyle style;
    style.blackAndWhite = sheet.settings.blackAndWhite;
    style.detailMm = 0.02;
    style.focusGroup = sheet.settings.focusGroup;
    style.textFactor = 1.3 * size;
    style.keepClear = {northBox, footBox};
    MapRenderer().draw(painter, sheet.map, itsView, style);
    if (painter.paintEngine()->type()
        == QPaintEngine::SVG) { // Qt's SVG has no clipping: cover what sticks out
        QPainterPath outside;
        outside.addRect(map.adjusted(-2000, -2000, 2000, 2000));
        outside.addRect(map);
        painter.fillPath(outside, Qt::white);
    }
    const QColor paper = style.blackAndWhite ? QColor(Qt::white) : QColor(0xF4, 0xF2, 0xEC);
    painter.setPen(Qt::NoPen);
    painter.setBrush(paper);
    painter.drawRoundedRect(footBox, 1, 1);
    north.draw(painter, northBox);
    scaleBar.draw(painter, footBox);
    if (schematic)
        drawText(painter,
            QRectF(footBox.left() + 3 * size, footBox.bottom() - notice.lineMm() * 1.1, footBox.width(),
                notice.lineMm()),
            Qt::AlignLeft | Qt::AlignVCenter, schematicNotice, notice, 1);

    painter.setBrush(Qt::NoBrush);
    QPen thin(sheetInk, 0.2), thick(sheetInk, 0.75);
    thin.setJoinStyle(Qt::MiterJoin);
    thick.setJoinStyle(Qt::MiterJoin);
    painter.setPen(thin);
    painter.drawRect(map);
    painter.setPen(thick);
    painter.drawRect(box.adjusted(0.375, 0.375, -0.375, -0.375));
    if (sheet.settings.graticule && !sheet.map.content().projection.isNull())
        drawTicks(painter, box, itsView);
}

void MapFrame::drawTicks(QPainter& painter, const QRectF& box, const MapView& view) const
{
    const Projection& projection = sheet.map.content().projection;
    const QRectF map = inner(box);
    const TextStyle text{FontRole::label, 5.6, sheetInk};
    const double length = rim() - 0.75;
    const auto lonLat = [&](QPointF p) { return projection.toLonLat(view.toMetres(p)); };

    // Each side is walked on its own: meridians and parallels meet opposite sides at different places.
    for (const bool top : {true, false}) {
        const double y = top ? map.top() : map.bottom();
        const LonLat from = lonLat({map.left(), y}), to = lonLat({map.right(), y});
        const int step = tickMinutes(to.lon - from.lon, map.width());
        for (int m = int(std::ceil(from.lon * 60 / step)) * step; m < to.lon * 60; m += step) {
            const double t = (m / 60.0 - from.lon) / (to.lon - from.lon);
            const double lat = from.lat + t * (to.lat - from.lat);
            const double x = view.toUnits(projection.toMetres({m / 60.0, lat})).x();
            painter.setPen(QPen(sheetInk, 0.15));
            painter.drawLine(QPointF(x, y), QPointF(x, y + (top ? -length : length)));
            const double width = textWidthMm(degrees(m), text);
            if (x + 0.8 + width < map.right())
                drawText(painter, QRectF(x + 0.8, top ? y - rim() + 0.7 : y + 0.1, width, rim() - 0.8),
                    Qt::AlignLeft | Qt::AlignVCenter, degrees(m), text, 1);
        }
    }
    for (const bool left : {true, false}) {
        const double x = left ? map.left() : map.right();
        const LonLat from = lonLat({x, map.bottom()}), to = lonLat({x, map.top()});
        const int step = tickMinutes(to.lat - from.lat, map.height());
        for (int m = int(std::ceil(from.lat * 60 / step)) * step; m < to.lat * 60; m += step) {
            const double t = (m / 60.0 - from.lat) / (to.lat - from.lat);
            const double lon = from.lon + t * (to.lon - from.lon);
            const double y = view.toUnits(projection.toMetres({lon, m / 60.0})).y();
            painter.setPen(QPen(sheetInk, 0.15));
            painter.drawLine(QPointF(x, y), QPointF(x + (left ? -length : length), y));
            const double width = textWidthMm(degrees(m), text);
            if (y - 0.8 - width < map.top())
                continue;
            painter.save();
            painter.translate(left ? x - rim() / 2 - 0.3 : x + rim() / 2 - 0.3, y - 0.8);
            painter.rotate(-90);
            drawText(painter, QRectF(0, -rim() / 2 + 0.3, width, rim()), Qt::AlignLeft | Qt::AlignVCenter,
                degrees(m), text, 1);
            painter.restore();
        }
    }
}

} // namespace coop
