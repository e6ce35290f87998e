#include "core/map/painting/map_renderer.h"

#include "core/map/labels/label_wishes.h"
#include "core/map/painting/point_painter.h"
#include "core/map/painting/reference_painter.h"
#include "core/map/painting/shape_brush.h"
#include "core/map/symbols/symbol.h"
#include "core/map/theme/area_style.h"

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
        , cell(s.detailMm * perMm * v.metresPerUnit())
        , window(windowOf(v, s))
        , brush(p, v)
        , visible(d.areaIndex().find(window))
        , areas(d.areaDetail().at(cell, visible))
    {
    }

    void drawGround()
    {
        const QColor land = style.blackAndWhite ? style.paper : QColor(0xF4, 0xF2, 0xEC);
        painter.fillRect(view.target(), content.context.isEmpty() ? style.paper : land);
        painter.setPen(pen(QColor(0xB4, 0xB0, 0xA6), 0.2));
        painter.setBrush(land);
        drawAll(document.contextDetail(), document.contextIndex().find(window), true);
        // a band that lifts the area off its surroundings
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen(style.blackAndWhite ? QColor(0xDD, 0xDD, 0xDD) : QColor(0xE3, 0xD3, 0xCD), 3.0));
        drawOutline(0.5);
    }

    /// False when it was stopped.
    bool drawAreas(const std::function<bool()>& stopped)
    {
        painter.setPen(Qt::NoPen);
        painter.setOpacity(content.areaOpacity);
        constexpr int asideKey = 1 << 20; // of no class
        QHash<int, AreaFill> fills;
        int drawn = 0;
        for (const int i : visible) {
            const int mark = document.markOf(content.areas[i]).classIndex;
            const bool aside = style.focusGroup != 0 && content.areas[i].group != style.focusGroup;
            auto fill = fills.constFind(aside ? asideKey : mark);
            if (fill == fills.constEnd())
                fill = aside ? fills.insert(asideKey, AreaFill{QColor(0xF6, 0xF5, 0xF1)})
                             : fills.insert(mark, fillFor(content.theme, mark, style.blackAndWhite));
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill->colour);
            const CoarseShape& shape = areas->shapes[size_t(i)];
            brush.fill(shape);
            if (fill->hatch != Hatch::none)
                drawHatch(painter, brush.rings(shape), *fill, perMm);
            if (++drawn % 1024 == 0 && stopped())
                return false;
        }
        painter.setOpacity(1);
        return true;
    }

    /// The layers for orientation that lie under or over the areas' colours.
    bool drawReferences(bool below, const std::function<bool()>& stopped)
    {
        for (const ReferenceLayer& layer : content.references)
            if ((layer.place < 0) == below
                && !drawReference({painter, document, view, style}, layer, stopped))
                return false;
        return true;
    }

    bool drawBorders(const std::function<bool()>& stopped)
    {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen(QColor(0x8C, 0x8A, 0x84), 0.15));
        int drawn = 0;
        for (const int i : visible) {
            brush.outline(areas->shapes[size_t(i)]);
            if (++drawn % 1024 == 0 && stopped())
                return false;
        }
        painter.setPen(pen(style.blackAndWhite ? QColor(0x30, 0x30, 0x30) : QColor(0x2F, 0x45, 0x5C), 0.45));
        std::vector<int> groups;
        for (int i = 0; i < content.groups.size(); ++i)
            if (document.groupDetail().boundsOf(i).intersects(window))
                groups.push_back(i);
        drawAll(document.groupDetail(), groups, false);
        painter.setPen(pen(style.blackAndWhite ? QColor(Qt::black) : QColor(0x8E, 0x2B, 0x2B), 0.65));
        drawOutline(0.2);
        return true;
    }

    void drawSelection()
    {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen(QColor(0xD5, 0x5E, 0x00), 0.9));
        for (const int i : visible)
            if (style.selectedArea != 0 && content.areas[i].id == style.selectedArea)
                brush.outline(areas->shapes[size_t(i)]);
        for (int i = 0; i < content.groups.size(); ++i)
            if (style.selectedGroup != 0 && content.groups[i].id == style.selectedGroup)
                drawAll(document.groupDetail(), {i}, false);
    }

    bool drawPoints(const std::function<bool()>& stopped)
    {
        for (int i = 0; i < content.points.size(); ++i)
            if (content.points[i].visible && !drawPointLayer({painter, document, view, style}, i, stopped))
                return false;
        for (const MapGroup& group : content.groups)
            if (group.seat)
                drawSymbol(painter, QStringLiteral("federation"), view.toUnits(*group.seat),
                    seatSymbolMm * style.textFactor * perMm,
                    style.blackAndWhite ? QColor(Qt::black) : QColor(0xB3, 0x26, 0x1E), perMm);
        return true;
    }

private:
    static Bounds windowOf(const MapView& view, const MapStyle& style)
    {
        if (style.window.isNull())
            return view.visible();
        // What lies just outside reaches in with its line: the widest is 3 mm.
        const QRectF part = style.window & view.target();
        const MapPoint topLeft = view.toMetres(part.topLeft());
        const MapPoint bottomRight = view.toMetres(part.bottomRight());
        return Bounds{topLeft.x, bottomRight.y, bottomRight.x, topLeft.y}.grown(
            3 * view.unitsPerMm() * view.metresPerUnit());
    }

    QPen pen(QColor colour, double mm) const
    {
        return QPen(colour, mm * perMm, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    }

    void drawAll(
        const DetailLevels& shapes, const std::vector<int>& positions, bool filled, double leastMm = 0)
    {
        const double least = leastMm * perMm * view.metresPerUnit();
        const auto level = shapes.at(std::max(cell, least), positions);
        for (const int i : positions)
            if (filled)
                brush.fill(level->shapes[size_t(i)]);
            else
                brush.outline(level->shapes[size_t(i)]);
    }

    /// A wide line hides what is finer than a part of its width, and its joins cost most of all.
    void drawOutline(double leastMm)
    {
        if (!document.outline().isEmpty())
            drawAll(document.outlineDetail(), {0}, false, leastMm);
    }

    QPainter& painter;
    const MapDocument& document;
    const MapContent& content;
    const MapView& view;
    const MapStyle& style;
    double perMm;
    double cell;
    Bounds window;
    ShapeBrush brush;
    std::vector<int> visible;
    std::shared_ptr<const DetailLevels::Level> areas;
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
    bool whole = !stopped() && picture.drawReferences(true, stopped) && picture.drawAreas(stopped)
        && picture.drawBorders(stopped) && picture.drawReferences(false, stopped);
    if (whole)
        picture.drawSelection();
    if (whole && style.points)
        whole = picture.drawPoints(stopped);
    painter.restore();
    whole = whole && !stopped();
    if (whole && style.labels)
        drawLabels(painter, document, view, style);
    return whole;
}

void MapRenderer::drawLabels(
    QPainter& painter, const MapDocument& document, const MapView& view, const MapStyle& style) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(view.target(), Qt::IntersectClip);
    for (const PlacedLabel& label : labels(document, view, style))
        drawLabel(painter, label, view.unitsPerMm());
    painter.restore();
}

QList<PlacedLabel> MapRenderer::labels(
    const MapDocument& document, const MapView& view, const MapStyle& style) const
{
    const LabelPlan plan = planLabels(document, view, style.points, style.textFactor);
    return placeLabels(
        plan.wishes, view.target(), view.unitsPerMm(), plan.taken + style.keepClear, plan.avoided);
}

} // namespace coop
