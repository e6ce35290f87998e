#include "core/map/map_document.h"

#include <QHash>
#include <QSharedData>

namespace coop
{

/// What is worked out from the areas once and shared by every theme.
struct MapDocument::Geometry {
    Shape outline;
    Bounds bounds;
    std::vector<MapPoint> areaLabels;
    std::vector<MapPoint> groupLabels;
    std::vector<bool> neighbours;
    QHash<qint64, int> groupPositions;
    SpatialIndex areas;
    SpatialIndex context;
};

struct MapDocument::Data : QSharedData {
    MapContent content;
    std::shared_ptr<const Geometry> geometry = std::make_shared<Geometry>();
    QList<SpatialIndex> points;
};

namespace
{
template <class List> SpatialIndex indexOf(const List& shapes)
{
    std::vector<Bounds> boxes;
    boxes.reserve(size_t(shapes.size()));
    for (const auto& item : shapes)
        boxes.push_back(item.shape.bounds());
    return SpatialIndex(boxes);
}

QList<SpatialIndex> pointIndexes(const QList<PointLayer>& layers)
{
    QList<SpatialIndex> indexes;
    for (const PointLayer& layer : layers) {
        std::vector<Bounds> boxes;
        boxes.reserve(size_t(layer.points.size()));
        for (const PointFeature& point : layer.points)
            boxes.push_back({point.at.x, point.at.y, point.at.x, point.at.y});
        indexes.append(SpatialIndex(boxes));
    }
    return indexes;
}
} // namespace

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
        made->bounds.add(area.shape.bounds());
        made->areaLabels.push_back(area.labelAt.value_or(coop::labelPoint(area.shape)));
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
    made->outline = dissolve(wholes);
    for (const ContextArea& area : std::as_const(content.context))
        made->neighbours.push_back(!made->outline.contains(coop::labelPoint(area.shape)));
    made->areas = indexOf(content.areas);
    made->context = indexOf(content.context);
    if (made->bounds.isEmpty())
        for (const PointLayer& layer : std::as_const(content.points))
            for (const PointFeature& point : layer.points)
                made->bounds.add(point.at);
    d->points = pointIndexes(content.points);
    d->content = std::move(content);
    d->geometry = made;
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
    other.d->points = pointIndexes(points);
    other.d->content.points = std::move(points);
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
    return d->geometry->areaLabels[size_t(area)];
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
    return d->geometry->areas;
}

const SpatialIndex& MapDocument::contextIndex() const
{
    return d->geometry->context;
}

const SpatialIndex& MapDocument::pointIndex(int layer) const
{
    return d->points[layer];
}

AreaMark MapDocument::markOf(const MapArea& area) const
{
    const AreaTheme& theme = d->content.theme;
    return theme.marks.value(theme.level == AreaTheme::Level::group ? area.group : area.id);
}

int MapDocument::groupOf(const MapArea& area) const
{
    return d->geometry->groupPositions.value(area.group, -1);
}

} // namespace coop
