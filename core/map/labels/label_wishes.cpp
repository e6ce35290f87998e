#include "core/map/labels/label_wishes.h"

#include <algorithm>

namespace coop
{

namespace
{
enum Priority { groupName, areaName, pointName, referenceName, contextName };

const QColor ink(0x23, 0x29, 0x2F);
const QColor softInk(0x39, 0x42, 0x4B);

TextStyle style(FontRole role, double points, QColor colour)
{
    TextStyle s{role, points, colour};
    s.halo = QColor(255, 255, 255, 225);
    s.haloMm = 0.35;
    return s;
}

QRectF boxAround(QPointF at, double size)
{
    return QRectF(at.x() - size / 2, at.y() - size / 2, size, size);
}

/// Whether a box of the picture lies in a shape: its corners and what is between them.
bool isInside(const Shape& shape, const QRectF& box, const MapView& view)
{
    for (int i = 0; i <= 4; ++i)
        for (int j = 0; j <= 2; ++j)
            if (!shape.contains(
                    view.toMetres({box.left() + box.width() * i / 4, box.top() + box.height() * j / 2})))
                return false;
    return true;
}

class Planner
{
public:
    Planner(const MapDocument& d, const MapView& v, double factor)
        : document(d)
        , content(d.content())
        , view(v)
        , perMm(v.unitsPerMm())
        , text(factor)
        , frame(v.target().adjusted(perMm, perMm, -perMm, -perMm))
    {
    }

    LabelPlan plan;

    void addGroups()
    {
        const double seat = seatSymbolMm * text * perMm;
        const bool byGroup = content.theme.level == AreaTheme::Level::group && !content.theme.isNull();
        for (int i = 0; i < content.groups.size(); ++i) {
            const MapGroup& group = content.groups[i];
            if (group.seat)
                plan.taken.append(boxAround(view.toUnits(*group.seat) - QPointF(-0.35, 0.45) * seat, seat));
            LabelWish wish;
            if (content.groupNames)
                add(wish, group.name, style(FontRole::labelBold, 9.5 * text, ink));
            if (content.values && byGroup)
                add(wish, content.theme.marks.value(group.id).text,
                    style(FontRole::labelBold, 9.5 * text, ink));
            wish.priority = groupName;
            wish.shiftMm = 14;
            // Where the seat has its own symbol its township stands beside it; the federation's name goes to
            // the middle.
            wish.anchor = view.toUnits(document.groupLabelPoint(i));
            // Asked when the labels are placed, after this planner is gone; the shape is the document's.
            wish.fits
                = [at = view, &shape = group.shape](const QRectF& box) { return isInside(shape, box, at); };
            push(wish);
        }
    }

    void addAreas(const std::vector<int>& visible)
    {
        const bool byArea = content.theme.level == AreaTheme::Level::area;
        const bool small = content.groupNames && !content.groups.isEmpty();
        for (const int i : visible) {
            const MapArea& area = content.areas[i];
            const Bounds box = area.shape.bounds();
            const double sizeMm = std::min(box.width(), box.height()) / view.metresPerUnit() / perMm;
            if (sizeMm < 3)
                continue; // no room for a name
            LabelWish wish;
            if (content.areaNames)
                add(wish, area.name, style(FontRole::label, (small ? 7 : 8) * text, small ? softInk : ink));
            if (content.values && byArea)
                add(wish, document.markOf(area).text, style(FontRole::labelBold, 7.5 * text, ink));
            wish.priority = areaName;
            wish.shiftMm = std::clamp(sizeMm / 3, 2.0, 12.0);
            wish.anchor = view.toUnits(document.labelPoint(i));
            wish.fits
                = [at = view, &shape = area.shape](const QRectF& spot) { return isInside(shape, spot, at); };
            push(wish);
        }
    }

    void addPoints()
    {
        for (int i = 0; i < content.points.size(); ++i) {
            const PointLayer& layer = content.points[i];
            if (!layer.visible)
                continue;
            const auto found = document.pointIndex(i).find(view.visible());
            if (found.size() > 3000)
                continue; // a cloud of points: names would only cover it
            const bool large
                = layer.symbol == QStringLiteral("centre") || layer.symbol == QStringLiteral("federation");
            for (const int k : found) {
                const PointFeature& point = layer.points[k];
                const double size = (point.sizeMm > 0 ? point.sizeMm : layer.sizeMm) * perMm;
                const QPointF at = view.toUnits(point.at);
                (large ? plan.taken : plan.avoided).append(boxAround(at, size));
                if (!layer.named)
                    continue;
                LabelWish wish;
                add(wish, point.name, style(FontRole::label, 6.5 * text, ink));
                wish.priority = pointName;
                wish.clearance = size / 2 + 0.4 * perMm;
                wish.anchor = at;
                push(wish);
            }
        }
    }

    void addReferences()
    {
        for (const ReferenceLayer& layer : content.references) {
            if (!layer.named || !layer.geometry || !layer.isDrawnAt(view.scale()))
                continue;
            const auto found = layer.geometry->index.find(view.visible());
            if (found.size() > 3000)
                continue; // names would only cover the map
            for (const int i : found) {
                const ReferenceFeature& feature = layer.geometry->features[size_t(i)];
                LabelWish wish;
                add(wish, feature.label, style(FontRole::label, 6.5 * text, layer.style.line.darker(130)));
                wish.priority = referenceName;
                const bool point = !feature.drawing.points.empty();
                wish.clearance = point ? (layer.style.sizeMm / 2 + 0.4) * perMm : 0;
                wish.shiftMm = point ? 0 : 4;
                wish.anchor = view.toUnits(feature.labelAt);
                push(wish);
            }
        }
    }

    void addContext()
    {
        for (const int i : document.contextIndex().find(view.visible())) {
            const ContextArea& area = content.context[i];
            // A neighbour is seldom seen whole: its name goes to the middle of the part that is.
            if (!document.isNeighbour(i))
                continue;
            const Shape seen = clipped(area.shape);
            if (seen.isEmpty())
                continue;
            LabelWish wish;
            add(wish, area.name, style(FontRole::label, 8.5 * text, QColor(0x8A, 0x84, 0x74)));
            wish.styles.first().halo = QColor();
            wish.priority = contextName;
            wish.shiftMm = 6;
            wish.anchor = view.toUnits(labelPoint(seen));
            push(wish);
        }
    }

private:
    static void add(LabelWish& wish, const QString& line, const TextStyle& lineStyle)
    {
        if (line.isEmpty())
            return;
        wish.lines.append(line);
        wish.styles.append(lineStyle);
    }

    void push(LabelWish& wish)
    {
        if (wish.lines.isEmpty() || !frame.contains(wish.anchor))
            return;
        wish.within = frame;
        plan.wishes.append(std::move(wish));
    }

    /// The part of a shape inside the frame, by cutting it along the frame's four sides.
    Shape clipped(const Shape& shape) const
    {
        const Bounds b = view.visible();
        Shape out;
        for (const Polygon& part : shape.parts) {
            Ring ring = part.outer;
            ring = cut(ring, [&](MapPoint p) { return p.x - b.left; });
            ring = cut(ring, [&](MapPoint p) { return b.right - p.x; });
            ring = cut(ring, [&](MapPoint p) { return p.y - b.bottom; });
            ring = cut(ring, [&](MapPoint p) { return b.top - p.y; });
            if (ring.size() >= 3)
                out.parts.push_back({std::move(ring)});
        }
        return out;
    }

    template <class Side> static Ring cut(const Ring& ring, Side inside)
    {
        Ring out;
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const double a = inside(ring[j]), b = inside(ring[i]);
            if ((a < 0) != (b < 0)) {
                const double t = a / (a - b);
                out.push_back(
                    {ring[j].x + t * (ring[i].x - ring[j].x), ring[j].y + t * (ring[i].y - ring[j].y)});
            }
            if (b >= 0)
                out.push_back(ring[i]);
        }
        return out;
    }

    const MapDocument& document;
    const MapContent& content;
    const MapView& view;
    double perMm;
    double text;
    QRectF frame;
};
} // namespace

LabelPlan planLabels(const MapDocument& document, const MapView& view, bool withPoints, double textFactor)
{
    Planner planner(document, view, textFactor);
    planner.addGroups();
    planner.addAreas(document.areaIndex().find(view.visible()));
    if (withPoints)
        planner.addPoints();
    planner.addReferences();
    planner.addContext();
    return planner.plan;
}

} // namespace coop
