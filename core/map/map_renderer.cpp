#include "core/map/map_renderer.h"

#include "core/map/area_style.h"
#include "core/map/label_wishes.h"
#include "core/map/shape_path.h"
#include "core/map/symbols/symbol.h"

#include <QPainter>

namespace coop
{

namespace
{
/// One picture being drawn: its parts from the ground up.
class Picture
{
public:
    Picture(QPainter& p, const MapDocument& d, const MapView& v, const MapStyle& s)
        : painter(p)
        , document(d)
        , content(d.content())
        , view(v)
        , style(s)
        , perMm(v.unitsPerMm())
        , tolerance(s.detailMm * perMm)
    {
        visible = document.areaIndex().find(view.visible());
    }

    void drawGround()
    {
        const QColor land = style.blackAndWhite ? style.paper : QColor(0xF4, 0xF2, 0xEC);
        painter.fillRect(view.target(), content.context.isEmpty() ? style.paper : land);
        painter.setPen(pen(QColor(0xB4, 0xB0, 0xA6), 0.2));
        painter.setBrush(land);
        for (const int i : document.contextIndex().find(view.visible()))
            painter.drawPath(pathOf(ringsOf(content.context[i].shape, view, tolerance)));
        if (!document.outline().isEmpty()) { // a band that lifts the area off its surroundings
            painter.setBrush(Qt::NoBrush);
            painter.setPen(
                pen(style.blackAndWhite ? QColor(0xDD, 0xDD, 0xDD) : QColor(0xE3, 0xD3, 0xCD), 3.0));
            painter.drawPath(outline());
        }
    }

    void drawAreas()
    {
        for (const int i : visible) {
            const MapArea& area = content.areas[i];
            const QList<QPolygonF> rings = ringsOf(area.shape, view, tolerance);
            const AreaFill fill
                = fillFor(content.theme, document.markOf(area).classIndex, style.blackAndWhite);
            const QPainterPath path = pathOf(rings);
            painter.setPen(Qt::NoPen);
            painter.fillPath(path, fill.colour);
            drawHatch(painter, rings, fill, perMm);
            borders.append(path);
        }
    }

    void drawBorders()
    {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen(QColor(0x8C, 0x8A, 0x84), 0.15));
        for (const QPainterPath& path : std::as_const(borders))
            painter.drawPath(path);
        painter.setPen(pen(style.blackAndWhite ? QColor(0x30, 0x30, 0x30) : QColor(0x2F, 0x45, 0x5C), 0.45));
        for (const MapGroup& group : content.groups)
            if (group.shape.bounds().intersects(view.visible()))
                painter.drawPath(pathOf(ringsOf(group.shape, view, tolerance)));
        painter.setPen(pen(style.blackAndWhite ? QColor(Qt::black) : QColor(0x8E, 0x2B, 0x2B), 0.65));
        painter.drawPath(outline());
    }

    void drawSelection()
    {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen(QColor(0xD5, 0x5E, 0x00), 0.9));
        for (const MapArea& area : content.areas)
            if (style.selectedArea != 0 && area.id == style.selectedArea)
                painter.drawPath(pathOf(ringsOf(area.shape, view, tolerance)));
        for (const MapGroup& group : content.groups)
            if (style.selectedGroup != 0 && group.id == style.selectedGroup)
                painter.drawPath(pathOf(ringsOf(group.shape, view, tolerance)));
    }

    void drawPoints()
    {
        for (int i = 0; i < content.points.size(); ++i)
            if (content.points[i].visible)
                drawLayer(i);
        for (const MapGroup& group : content.groups)
            if (group.seat)
                drawSymbol(painter, QStringLiteral("federation"), view.toUnits(*group.seat),
                    seatSymbolMm * style.textFactor * perMm,
                    style.blackAndWhite ? QColor(Qt::black) : QColor(0xB3, 0x26, 0x1E), perMm);
    }

    void drawLabels()
    {
        const LabelPlan plan = planLabels(document, view, style.points, style.textFactor);
        for (const PlacedLabel& label :
            placeLabels(plan.wishes, view.target(), perMm, plan.taken + style.keepClear, plan.avoided))
            drawLabel(painter, label, perMm);
    }

private:
    QPen pen(QColor colour, double mm) const
    {
        return QPen(colour, mm * perMm, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    }

    QPainterPath outline() const { return pathOf(ringsOf(document.outline(), view, tolerance)); }

    void drawLayer(int i)
    {
        const PointLayer& layer = content.points[i];
        const QColor colour = style.blackAndWhite ? QColor(0x20, 0x20, 0x20) : layer.colour;
        for (const int k :
            document.pointIndex(i).find(view.visible().grown(10 * view.metresPerUnit() * perMm))) {
            const PointFeature& point = layer.points[k];
            const QPointF at = view.toUnits(point.at);
            const double size = (point.sizeMm > 0 ? point.sizeMm : layer.sizeMm) * perMm;
            drawSymbol(painter, layer.symbol, at, size, colour, perMm);
            if (style.selectedPoint != 0 && point.id == style.selectedPoint) {
                painter.setBrush(Qt::NoBrush);
                painter.setPen(pen(QColor(0xD5, 0x5E, 0x00), 0.6));
                painter.drawEllipse(at, size * 0.9, size * 0.9);
            }
        }
    }

    QPainter& painter;
    const MapDocument& document;
    const MapContent& content;
    const MapView& view;
    const MapStyle& style;
    double perMm;
    double tolerance;
    std::vector<int> visible;
    QList<QPainterPath> borders;
};
} // namespace

bool MapRenderer::draw(QPainter& painter, const MapDocument& document, const MapView& view,
    const MapStyle& style, const std::function<bool()>& cancelled) const
{
    const auto stopped = [&] { return cancelled && cancelled(); };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(view.target(), Qt::IntersectClip);
    Picture picture(painter, document, view, style);
    picture.drawGround();
    if (!stopped())
        picture.drawAreas();
    if (!stopped())
        picture.drawBorders();
    picture.drawSelection();
    if (style.points && !stopped())
        picture.drawPoints();
    if (style.labels && !stopped())
        picture.drawLabels();
    painter.restore();
    return !stopped();
}

QList<PlacedLabel> MapRenderer::labels(
    const MapDocument& document, const MapView& view, const MapStyle& style) const
{
    const LabelPlan plan = planLabels(document, view, style.points, style.textFactor);
    return placeLabels(
        plan.wishes, view.target(), view.unitsPerMm(), plan.taken + style.keepClear, plan.avoided);
}

} // namespace coop
