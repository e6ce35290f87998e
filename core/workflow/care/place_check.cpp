#include "core/workflow/care/place_check.h"
#include "core/geo/coordinates/projection.h"
#include "core/store/kept/layer_table.h"
#include "core/store/workspace.h"
#include "core/workflow/care/rule_check.h"

#include <QHash>

namespace coop
{

namespace
{
/// The townships' shapes out of the boundary layer.
struct Townships {
    Projection projection;
    QHash<RowId, Shape> shapes;
    QHash<RowId, QString> names;
    bool schematic = false;

    QString nameAt(MapPoint point) const
    {
        for (auto shape = shapes.begin(); shape != shapes.end(); ++shape)
            if (shape->contains(point))
                return names.value(shape.key());
        return {};
    }
};

Result<std::optional<Townships>> readTownships(const Workspace& workspace)
{
    const auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    Townships townships;
    for (const MapLayer& layer : *layers) {
        if (layer.role != LayerRole::boundaries)
            continue;
        const auto features = mapLayerFeatures(workspace, layer.name);
        COOP_TRY(features);
        townships.schematic = layer.schematic;
        for (const LayerFeature& feature : *features) {
            if (feature.township == 0)
                continue;
            if (townships.projection.isNull())
                townships.projection = Projection::forLongitude(middleLongitude(feature.wkb));
            for (Polygon& part : townships.projection.shapeOf(feature.wkb).parts)
                townships.shapes[feature.township].parts.push_back(std::move(part));
        }
    }
    if (townships.shapes.isEmpty())
        return std::optional<Townships>();
    const auto rows = workspace.rows({.registry = QStringLiteral("townships")});
    COOP_TRY(rows);
    for (const Record& row : *rows)
        townships.names.insert(row.id, row.title());
    return std::optional(std::move(townships));
}
} // namespace

Result<PlaceReport> placeReport(const Workspace& workspace)
{
    const auto townships = readTownships(workspace);
    COOP_TRY(townships);
    PlaceReport report;
    const bool known = townships->has_value(); // no boundaries, nothing to be outside of
    report.schematic = known && (*townships)->schematic;
    for (const RegistrySpec& spec : workspace.registries().all()) {
        if (!spec.hasPoint() || !spec.field(u"township") || spec.since > workspace.schema())
            continue;
        const auto rows = workspace.rows({.registry = spec.id});
        COOP_TRY(rows);
        for (const Record& row : *rows) {
            PlacedRow placed{.registry = spec.id,
                .kind = spec.label,
                .code = row.code(),
                .name = row.title(),
                .id = row.id};
            if (row[u"lon"].isNull() || row[u"lat"].isNull()) {
                report.without += placed;
                continue;
            }
            if (!known)
                continue;
            const auto shape = (*townships)->shapes.constFind(row[u"township"].number());
            if (shape == (*townships)->shapes.constEnd())
                continue;
            const MapPoint point
                = (*townships)->projection.toMetres({row[u"lon"].real(), row[u"lat"].real()});
            if (shape->contains(point))
                continue;
            placed.township = (*townships)->names.value(row[u"township"].number());
            placed.found = (*townships)->nameAt(point);
            report.outside += placed;
        }
    }
    return report;
}

Result<QList<CheckFinding>> checkPlaces(const Workspace& workspace)
{
    const auto report = placeReport(workspace);
    COOP_TRY(report);
    QList<CheckFinding> findings;
    for (const PlacedRow& row : report->outside)
        findings += CheckFinding{QStringLiteral("place"), CheckFinding::Severity::warning,
            QStringLiteral("%1 %2").arg(row.kind, row.code),
            QStringLiteral("%1“%2”填的是%3，坐标却落在%4%5，请核对镇街和经纬度")
                .arg(row.kind, row.name, row.township,
                    row.found.isEmpty() ? QStringLiteral("各镇街以外") : row.found,
                    report->schematic ? QStringLiteral("（按示意边界）") : QString())};
    return findings;
}

} // namespace coop
