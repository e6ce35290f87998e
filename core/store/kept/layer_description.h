#pragma once
#include "core/domain/record.h"
#include "core/store/kept/layer_table.h"

namespace SQLite
{
class Statement;
}

namespace coop
{

// How a layer's description lies in map_layers; for core/store only. All throw what SQLite refuses.

Record layerRecord(const MapLayer& layer, const QString& table);
/// The descriptions in the order in which they came; with a field, only those with this value.
QList<Record> layerDescriptions(
    const Workspace& workspace, const QString& field = {}, const QString& value = {});
/// A feature from a row whose columns are layerColumns(), beginning at `from`.
LayerFeature featureOf(const SQLite::Statement& query, int from);
/// geom,code,name,township and, where the table has them, attributes.
QString layerColumns(const SQLite::Database& database, const QString& table);

} // namespace coop
