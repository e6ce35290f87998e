#pragma once
#include "core/base/layer_feature.h"
#include "core/base/result.h"
#include "core/base/row_id.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace SQLite
{
class Database;
}

namespace coop
{

class Workspace;
struct Author;

/// What a map layer is for.
enum class LayerRole {
    boundaries, ///< joined to the townships
    reference,
};
QString toText(LayerRole role); ///< boundaries, reference: as the description keeps it, and JSON
std::optional<LayerRole> layerRoleFrom(QStringView text);

/// A map layer: kept in the workspace as a GeoPackage feature table of its own, or a link to a file beside
/// it.
struct MapLayer {
    RowId id = 0;
    QString name; ///< unique in the workspace; as people call it
    LayerRole role = LayerRole::boundaries;
    QString format; ///< GDAL's short driver name of the source
    QString source; ///< file name it came from
    QString crs; ///< CRS of the source, EPSG:4545
    bool schematic = false;
    QString credits;
    int features = 0;
    int joined = 0;
    QString kind{}; ///< of a reference layer: 面, 线, 点, 混合, 影像
    QString link{}; ///< the file, seen from the workspace's folder with /; empty: the features are inside
    QString reading{}; ///< JSON: what somebody said about the linked file's encoding and CRS
    QStringList fields{}; ///< attribute names of a reference layer
    int place = 0; ///< the greater, the higher it lies; below 0: under the townships' colours
    bool shown = true;
    int opacity = 100; ///< percent
    QString style{}; ///< JSON of ReferenceStyle (core/map)
    QString labelField{}; ///< one of `fields`; empty: not named
    int largestScale = 0; ///< denominators between which it shows, 5000 for 1:5 000; 0: no limit
    int smallestScale = 0;
    QList<QString> unmatchedFeatures{}; ///< names (or codes) of polygons that found no township
    QList<QString> unmatchedTownships{}; ///< names of townships that found no polygon
};

/// Map layers of a workspace. A layer's description is a change like any other; its geometry is written in
/// the same transaction and not repeated in the log (docs/decisions.md).
Result<QList<MapLayer>> mapLayers(const Workspace& workspace);
Result<QList<LayerFeature>> mapLayerFeatures(const Workspace& workspace, const QString& name);
/// Adds a layer; one with the role boundaries takes the place of the one before. Errors: duplicate name.
Result<> addMapLayer(
    Workspace& workspace, const Author& author, MapLayer layer, const QList<LayerFeature>& features);
/// Writes name, place, shown, opacity, style, label field and scales of layers that are there, as one step.
/// Errors: duplicate name, notFound.
Result<> changeMapLayers(Workspace& workspace, const Author& author, const QList<MapLayer>& layers);
/// Makes and lists a layer's feature table inside a unit of work; the caller writes the description. Throws.
void writeLayerTable(
    Workspace& workspace, const QString& table, const QString& name, const QList<LayerFeature>& features);
/// The feature tables of the layers that are there. Throws what SQLite refuses.
QStringList mapLayerTables(const Workspace& workspace);
/// A hash of a layer's features as they lie in their table; kept in the description, since the log has no
/// geometry. Throws what SQLite refuses.
QString layerDigest(const SQLite::Database& database, const QString& table);
Result<> removeMapLayer(Workspace& workspace, const Author& author, const QString& name);

} // namespace coop
