#include "core/store/kept/layer_table.h"
#include "core/store/workspace.h"
#include "core/workflow/mapping/map_content.h"
#include "core/workflow/mapping/reference_layers.h"

#include <QHash>
#include <QSet>

namespace coop
{

namespace
{
std::optional<MapPoint> seatOf(const Record& row, const Projection& projection)
{
    if (row[u"lon"].isNull() || row[u"lat"].isNull())
        return std::nullopt;
    return projection.toMetres({row[u"lon"].real(), row[u"lat"].real()});
}

Result<MapLayer> boundaryLayer(const Workspace& workspace)
{
    const auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    for (const MapLayer& layer : *layers)
        if (layer.role == LayerRole::boundaries)
            return layer;
    return fail(ErrorKind::notFound,
        QStringLiteral("工作区里还没有镇街边界图层，请先添加：coopctl layer add 工作区 图层文件"));
}

/// Federations that serve townships; their seats are a point layer (pointLayers), so that they can be
/// switched off.
QList<MapGroup> groupsOf(const QList<Record>& federations, const QSet<RowId>& used)
{
    QList<MapGroup> groups;
    for (const Record& row : federations)
        if (used.contains(row.id))
            groups += MapGroup{.id = row.id, .code = row.code(), .name = row.title()};
    return groups;
}
} // namespace

Result<MapDocument> mapGeometry(const Workspace& workspace)
{
    const auto layer = boundaryLayer(workspace);
    COOP_TRY(layer);
    const auto features = mapLayerFeatures(workspace, layer->name);
    const auto townships = workspace.rows({.registry = QStringLiteral("townships")});
    const auto federations = workspace.rows({.registry = QStringLiteral("federations")});
    COOP_TRY(features);
    COOP_TRY(townships);
    COOP_TRY(federations);

    MapContent content;
    double longitudes = 0;
    for (const LayerFeature& feature : *features)
        longitudes += middleLongitude(feature.wkb);
    content.projection = Projection::forLongitude(longitudes / double(qMax<qsizetype>(features->size(), 1)));

    QHash<RowId, MapArea> areas;
    QSet<RowId> used;
    for (const Record& row : *townships) {
        areas.insert(row.id,
            MapArea{.id = row.id,
                .code = row.code(),
                .name = row.title(),
                .group = row[u"federation"].number(),
                .labelAt = seatOf(row, content.projection)});
        if (!row[u"federation"].isNull())
            used.insert(row[u"federation"].number());
    }
    for (const LayerFeature& feature : *features) {
        const auto area = areas.find(feature.township);
        Shape shape = content.projection.shapeOf(feature.wkb);
        if (area == areas.end()) {
            content.context += ContextArea{feature.name, std::move(shape)};
            continue;
        }
        for (Polygon& part : shape.parts)
            area->shape.parts.push_back(std::move(part));
    }
    content.groups = groupsOf(*federations, used);
    for (const Record& row : *townships) {
        MapArea area = areas.value(row.id);
        if (area.shape.isEmpty())
            continue;
        // A seat that an office's own layer puts into another township would name the wrong place.
        if (area.labelAt && !area.shape.contains(*area.labelAt))
            area.labelAt.reset();
        content.areas += area;
    }
    content.schematic = layer->schematic;
    content.credits = layer->credits.split(u'\n', Qt::SkipEmptyParts);
    return MapDocument(std::move(content));
}

Result<MapDocument> withReferenceLayers(const Workspace& workspace, const MapDocument& document)
{
    const auto layers
        = referenceLayers(workspace, document.content().projection, document.content().references);
    COOP_TRY(layers);
    const auto opacity = areaOpacity(workspace);
    COOP_TRY(opacity);
    return document.withReferences(*layers, *opacity / 100.0);
}

Result<MapDocument> mapDocument(const Workspace& workspace, const MapTheme& theme)
{
    const auto bare = mapGeometry(workspace);
    COOP_TRY(bare);
    const auto geometry = withReferenceLayers(workspace, *bare);
    COOP_TRY(geometry);
    const auto colours = areaTheme(workspace, theme);
    COOP_TRY(colours);
    auto points = pointLayers(workspace, theme.period.lastDay(), theme.choice.outlets);
    COOP_TRY(points);
    const auto circles = valueCircles(workspace, theme, *geometry);
    COOP_TRY(circles);
    *points = *circles + *points;
    // Figures of townships need the room that the names of federations would take.
    const bool groupNames = colours->level == AreaTheme::Level::group;
    return geometry->withTheme(*colours).withPoints(*points).withLabels(true, groupNames, true);
}

} // namespace coop
