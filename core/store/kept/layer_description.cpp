#include "core/store/kept/layer_description.h"

#include "core/base/text/worded.h"
#include "core/store/file/gpkg_tables.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/layer_spec.h"
#include "core/store/layout/table_layout.h"
#include "core/store/one_step.h"
#include "core/store/rows/row_reader.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
constexpr Worded<LayerRole> roleWords[]
    = {{LayerRole::boundaries, u"boundaries"}, {LayerRole::reference, u"reference"}};

const QChar lineBreak = u'\n';

QStringList listOf(const Record& row, QStringView field)
{
    return row[field].text().split(lineBreak, Qt::SkipEmptyParts);
}

MapLayer layerOf(const Record& row)
{
    MapLayer layer;
    layer.id = row.id;
    layer.name = row[u"name"].text();
    layer.role = known(layerRoleFrom, row[u"role"].text());
    layer.format = row[u"format"].text();
    layer.source = row[u"source"].text();
    layer.crs = row[u"crs"].text();
    layer.schematic = row[u"schematic"].number() != 0;
    layer.credits = row[u"credits"].text();
    layer.features = int(row[u"features"].number());
    layer.joined = int(row[u"joined"].number());
    layer.unmatchedFeatures = listOf(row, u"unmatched_features");
    layer.unmatchedTownships = listOf(row, u"unmatched_townships");
    layer.kind = row[u"kind"].text();
    layer.link = row[u"link"].text();
    layer.reading = row[u"reading"].text();
    layer.fields = listOf(row, u"field_names");
    layer.place = int(row[u"place"].number());
    layer.shown = row[u"shown"].isNull() || row[u"shown"].number() != 0;
    layer.opacity = row[u"opacity"].isNull() ? 100 : int(row[u"opacity"].number());
    layer.style = row[u"style"].text();
    layer.labelField = row[u"label_field"].text();
    layer.largestScale = int(row[u"largest_scale"].number());
    layer.smallestScale = int(row[u"smallest_scale"].number());
    return layer;
}

/// What people change about a layer that is there.
void describe(const MapLayer& layer, Record& row)
{
    row.set(u"name", layer.name);
    row.set(u"place", layer.place);
    row.set(u"shown", int(layer.shown));
    row.set(u"opacity", layer.opacity);
    row.set(u"style", layer.style);
    row.set(u"label_field", layer.labelField);
    row.set(u"largest_scale", layer.largestScale);
    row.set(u"smallest_scale", layer.smallestScale);
}
} // namespace

QString toText(LayerRole role)
{
    return wordOf(roleWords, role);
}

std::optional<LayerRole> layerRoleFrom(QStringView text)
{
    return valueOf(roleWords, text);
}

Record layerRecord(const MapLayer& layer, const QString& table)
{
    Record row(mapLayersSpec());
    row.set(u"role", toText(layer.role));
    row.set(u"format", layer.format);
    row.set(u"source", layer.source);
    row.set(u"crs", layer.crs);
    row.set(u"schematic", int(layer.schematic));
    row.set(u"credits", layer.credits);
    row.set(u"features", layer.features);
    row.set(u"joined", layer.joined);
    row.set(u"unmatched_features", layer.unmatchedFeatures.join(lineBreak));
    row.set(u"unmatched_townships", layer.unmatchedTownships.join(lineBreak));
    row.set(u"table_name", table);
    row.set(u"kind", layer.kind);
    row.set(u"link", layer.link);
    row.set(u"reading", layer.reading);
    row.set(u"field_names", layer.fields.join(lineBreak));
    describe(layer, row);
    return row;
}

QList<Record> layerDescriptions(const Workspace& workspace, const QString& field, const QString& value)
{
    const TableLayout& layout = *workspace.layout(mapLayersSpec().id);
    if (field.isEmpty())
        return readRows(databaseOf(workspace), layout, QStringLiteral("ORDER BY r.id"), {});
    return readRows(databaseOf(workspace), layout,
        QStringLiteral("WHERE r.%1 = ? ORDER BY r.id").arg(quoted(field)), {FieldValue(value)});
}

Result<QList<MapLayer>> mapLayers(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<MapLayer>> {
        QList<MapLayer> layers;
        for (const Record& row : layerDescriptions(workspace))
            layers += layerOf(row);
        return layers;
    });
}

Result<> changeMapLayers(Workspace& workspace, const Author& author, const QList<MapLayer>& layers)
{
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
        for (const MapLayer& layer : layers) {
            auto found = readRows(databaseOf(workspace), *workspace.layout(mapLayersSpec().id),
                QStringLiteral("WHERE r.id = ?"), {FieldValue(layer.id)});
            if (found.isEmpty())
                return fail(ErrorKind::notFound,
                    QStringLiteral("已经没有名为“%1”的地图图层，可能被别人移除了，请刷新后再试")
                        .arg(layer.name));
            Record row = found.takeFirst();
            const QString before = row[u"name"].text(), table = row[u"table_name"].text();
            describe(layer, row);
            COOP_TRY(work.change(row));
            if (layer.name != before && !table.isEmpty()) {
                unlistFromGpkg(databaseOf(workspace), table);
                listInGpkg(databaseOf(workspace), table, QStringLiteral("图层 ") + layer.name,
                    QStringLiteral("GEOMETRY"));
            }
        }
        return {};
    });
}

} // namespace coop
