#include "core/map/map_document.h"

#include <QHash>
#include <QSharedData>
#include <mutex>

namespace coop
{

/// What is worked out from the areas once and shared by every theme. Holds the lists whose shapes it speaks
/// of, so that they stay where they are.
struct MapDocument::Geometry {
    QList<MapArea> areas;
    QList<MapGroup> groups;
    QList<ContextArea> context;
    Shape outline;
    Bounds bounds;
    std::vector<MapPoint> groupLabels;
    std::vector<bool> neighbours;
    QHash<qint64, int> groupPositions;
    SpatialIndex areaIndex;
    SpatialIndex contextIndex;
    DetailLevels areaDetail, groupDetail, contextDetail, outlineDetail;

    MapPoint areaLabel(size_t area) const
    {
        const std::lock_guard lock(labelMutex);
        if (areaLabels.empty())
            areaLabels.resize(size_t(areas.size()));
        std::optional<MapPoint>& known = areaLabels[area];
        if (!known)
            known = areas[qsizetype(area)].labelAt.value_or(coop::labelPoint(areas[qsizetype(area)].shape));
        return *known;
    }

private:
    mutable std::mutex labelMutex;
    mutable std::vector<std::optional<MapPoint>> areaLabels;
};

struct MapDocument::Data : QSharedData {
    MapContent content;
    std::shared_ptr<const Geometry> geometry = std::make_shared<Geometry>();
    struct PointIndex {
        SpatialIndex index;
        Bounds bounds;
    };
    QList<PointIndex> points;

    void indexPoints();
};

namespace
{
SpatialIndex indexOf(const DetailLevels& shapes)
{
    std::vector<Bounds> boxes;
    boxes.reserve(size_t(shapes.count()));
    for (int i = 0; i < shapes.count(); ++i)
        boxes.push_back(shapes.boundsOf(i));
    return SpatialIndex(boxes);
}

template <class List> std::vector<const Shape*> shapesOf(const List& items)
{
    std::vector<const Shape*> shapes;
    shapes.reserve(size_t(items.size()));
    for (const auto& item : items)
        shapes.push_back(&item.shape);
    return shapes;
}

/// Outlines of a nation's villages would take seconds and be a line beside a line: beyond this, none.
constexpr qint64 mostOutlineVertices = 2'000'000;

qint64 vertices(const QList<MapArea>& areas)
{
    qint64 count = 0;
    for (const MapArea& area : areas)
        count += area.shape.vertexCount();
    return count;
}
} // namespace

QStringList MapContent::allCredits() const
{
    QStringList all = credits;
    for (const ReferenceLayer& layer : references)
        if (layer.visible)
            all += layer.credits;
    all.removeDuplicates();
    return all;
}

MapDocument::MapDocument()
    : d(new Data)
{
}

MapDocument::MapDocument(MapContent content)
    : d(new Data)
{
    auto made = std::make_shared<Geometry>();
    for (int i = 0; i < content.groups.size(); ++i)
        made->groupPositions.insert(content.groups[i].id, i);

    QHash<qint64, std::vector<const Shape*>> members;
    for (const MapArea& area : std::as_const(content.areas)) {
        members[area.group].push_back(&area.shape);
    }
    std::vector<const Shape*> wholes;
    for (MapGroup& group : content.groups) {
        if (group.shape.isEmpty())
            group.shape = dissolve(members.value(group.id));
        wholes.push_back(&group.shape);
        made->groupLabels.push_back(coop::labelPoint(group.shape));
    }
    // The outline is that of the groups and of what belongs to none: far fewer borders to take away.
    for (auto it = members.cbegin(); it != members.cend(); ++it)
        if (!made->groupPositions.contains(it.key()))
            wholes.insert(wholes.end(), it->begin(), it->end());
    if (vertices(content.areas) <= mostOutlineVertices)
        made->outline = dissolve(wholes);
    made->areas = content.areas;
    made->groups = content.groups;
    made->context = content.context;
    made->areaDetail = DetailLevels(shapesOf(std::as_const(made->areas)));
    made->groupDetail = DetailLevels(shapesOf(std::as_const(made->groups)));
    made->contextDetail = DetailLevels(shapesOf(std::as_const(made->context)));
    made->outlineDetail = DetailLevels({&made->outline});
    for (int i = 0; i < made->areaDetail.count(); ++i)
        made->bounds.add(made->areaDetail.boundsOf(i));
    for (const ContextArea& area : std::as_const(content.context))
        made->neighbours.push_back(!made->outline.contains(coop::labelPoint(area.shape)));
    made->areaIndex = indexOf(made->areaDetail);
    made->contextIndex = indexOf(made->contextDetail);
    d->content = std::move(content);
    d->indexPoints();
    if (made->bounds.isEmpty())
        for (const Data::PointIndex& layer : std::as_const(d->points))
            made->bounds.add(layer.bounds);
    d->geometry = made;
}

void MapDocument::Data::indexPoints()
{
    points.clear();
    for (const PointLayer& layer : std::as_const(content.points)) {
        std::vector<Bounds> boxes;
        boxes.reserve(size_t(layer.points.size()));
        Bounds all;
        for (const PointFeature& point : layer.points) {
            boxes.push_back({point.at.x, point.at.y, point.at.x, point.at.y});
            all.add(point.at);
        }
        points.append({SpatialIndex(boxes), all});
    }
}

MapDocument::MapDocument(const MapDocument&) = default;
MapDocument& MapDocument::operator=(const MapDocument&) = default;
MapDocument::~MapDocument() = default;

MapDocument MapDocument::withTheme(AreaTheme theme) const
{
    MapDocument other = *this;
    other.d->content.theme = std::move(theme);
    return other;
}

MapDocument MapDocument::withPoints(QList<PointLayer> points) const
{
    MapDocument other = *this;
    other.d->content.points = std::move(points);
    other.d->indexPoints();
    return other;
}

MapDocument MapDocument::withReferences(QList<ReferenceLayer> references, double areaOpacity) const
{
    MapDocument other = *this;
    other.d->content.references = std::move(references);
    other.d->content.areaOpacity = areaOpacity;
    return other;
}

MapDocument MapDocument::withLabels(bool areaNames, bool groupNames, bool values) const
{
    MapDocument other = *this;
    other.d->content.areaNames = areaNames;
    other.d->content.groupNames = groupNames;
    other.d->content.values = values;
    return other;
}

bool MapDocument::isEmpty() const
{
    return d->geometry->bounds.isEmpty();
}

const MapContent& MapDocument::content() const
{
    return d->content;
}

const Shape& MapDocument::outline() const
{
    return d->geometry->outline;
}

Bounds MapDocument::bounds() const
{
    return d->geometry->bounds;
}

MapPoint MapDocument::labelPoint(int area) const
{
    return d->geometry->areaLabel(size_t(area));
}

MapPoint MapDocument::groupLabelPoint(int group) const
{
    return d->geometry->groupLabels[size_t(group)];
}

bool MapDocument::isNeighbour(int context) const
{
    return d->geometry->neighbours[size_t(context)];
}

const SpatialIndex& MapDocument::areaIndex() const
{
    return d->geometry->areaIndex;
}

const SpatialIndex& MapDocument::contextIndex() const
{
    return d->geometry->contextIndex;
}

const SpatialIndex& MapDocument::pointIndex(int layer) const
{
    return d->points[layer].index;
}

const Bounds& MapDocument::pointBounds(int layer) const
{
    return d->points[layer].bounds;
}

const DetailLevels& MapDocument::areaDetail() const
{
    return d->geometry->areaDetail;
}

const DetailLevels& MapDocument::groupDetail() const
{
    return d->geometry->groupDetail;
}

const DetailLevels& MapDocument::contextDetail() const
{
    return d->geometry->contextDetail;
}

const DetailLevels& MapDocument::outlineDetail() const
{
    return d->geometry->outlineDetail;
}

AreaMark MapDocument::markOf(const MapArea& area) const
{
    const AreaTheme& theme = d->content.theme;
    return theme.marks.value(theme.level == AreaTheme::Level::group ? area.group : area.id);
}

} // namespace coop
