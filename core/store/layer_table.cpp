#include "core/store/layer_table.h"

#include "core/store/gpkg_geometry.h"
#include "core/store/gpkg_tables.h"
#include "core/store/layer_spec.h"
#include "core/store/row_reader.h"
#include "core/store/sqlite_error.h"
#include "core/store/table_layout.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QCryptographicHash>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
const QString boundaries = QStringLiteral("boundaries");
const QChar lineBreak = u'\n';

MapLayer layerOf(const Record& row)
{
    MapLayer layer;
    layer.name = row[u"name"].text();
    layer.role = row[u"role"].text();
    layer.format = row[u"format"].text();
    layer.source = row[u"source"].text();
    layer.crs = row[u"crs"].text();
    layer.schematic = row[u"schematic"].number() != 0;
    layer.credits = row[u"credits"].text();
    layer.features = int(row[u"features"].number());
    layer.joined = int(row[u"joined"].number());
    layer.unmatchedFeatures = row[u"unmatched_features"].text().split(lineBreak, Qt::SkipEmptyParts);
    layer.unmatchedTownships = row[u"unmatched_townships"].text().split(lineBreak, Qt::SkipEmptyParts);
    return layer;
}

Record recordOf(const MapLayer& layer, const QString& table)
{
    Record row(mapLayersSpec());
    row.set(u"name", layer.name);
    row.set(u"role", layer.role);
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
    return row;
}

/// The descriptions in the order in which they came; with a name or role, only those.
QList<Record> descriptions(const Workspace& workspace, const QString& field = {}, const QString& value = {})
{
    const TableLayout& layout = *workspace.layout(mapLayersSpec().id);
    if (field.isEmpty())
        return readRows(workspace.database(), layout, QStringLiteral("ORDER BY r.id"), {});
    return readRows(workspace.database(), layout,
        QStringLiteral("WHERE r.%1 = ? ORDER BY r.id").arg(quoted(field)), {FieldValue(value)});
}

/// A table name that no layer has: layer_1, layer_2 …
QString freeTableName(const Workspace& workspace)
{
    for (int number = 1;; ++number) {
        QString name = QStringLiteral("layer_%1").arg(number);
        if (!workspace.database().tableExists(name.toStdString()))
            return name;
    }
}

void writeFeatures(SQLite::Database& database, const QString& table, const QList<LayerFeature>& features)
{
    database.exec(
        QStringLiteral("CREATE TABLE %1 (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY,"
                       " code TEXT, name TEXT, township INTEGER)")
            .arg(quoted(table))
            .toStdString());
    SQLite::Statement insert(database,
        QStringLiteral("INSERT INTO %1 (geom, code, name, township) VALUES (?, ?, ?, nullif(?, 0))")
            .arg(quoted(table))
            .toStdString());
    for (const LayerFeature& feature : features) {
        const QByteArray geometry = toGpkgGeometry(feature.wkb);
        insert.bind(1, geometry.constData(), int(geometry.size()));
        insert.bind(2, feature.code.toStdString());
        insert.bind(3, feature.name.toStdString());
        insert.bind(4, int64_t(feature.township));
        insert.exec();
        insert.reset();
    }
}

Result<> removeLayer(Workspace& workspace, UnitOfWork& work, const Record& description)
{
    if (auto removed = work.remove(mapLayersSpec().id, description.id); !removed)
        return removed;
    // The features stay in the file, so that the step can be taken back.
    unlistFromGpkg(workspace.database(), description[u"table_name"].text());
    return {};
}
} // namespace

Result<QList<MapLayer>> mapLayers(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<MapLayer>> {
        QList<MapLayer> layers;
        for (const Record& row : descriptions(workspace))
            layers += layerOf(row);
        return layers;
    });
}

Result<QList<LayerFeature>> mapLayerFeatures(const Workspace& workspace, const QString& name)
{
    return guarded(workspace.path(), [&]() -> Result<QList<LayerFeature>> {
        const auto found = descriptions(workspace, QStringLiteral("name"), name);
        if (found.isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("没有名为“%1”的地图图层").arg(name));
        SQLite::Statement query(workspace.database(),
            QStringLiteral("SELECT geom, coalesce(code, ''), coalesce(name, ''), coalesce(township, 0) FROM "
                           "%1 ORDER BY fid")
                .arg(quoted(found.first()[u"table_name"].text()))
                .toStdString());
        QList<LayerFeature> features;
        while (query.executeStep()) {
            const SQLite::Column geometry = query.getColumn(0);
            const auto bytes
                = QByteArray::fromRawData(static_cast<const char*>(geometry.getBlob()), geometry.getBytes());
            features += LayerFeature{fromGpkgGeometry(bytes), QString::fromUtf8(query.getColumn(1).getText()),
                QString::fromUtf8(query.getColumn(2).getText()), query.getColumn(3).getInt64()};
        }
        return features;
    });
}

Result<> addMapLayer(
    Workspace& workspace, const Author& author, MapLayer layer, const QList<LayerFeature>& features)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        if (layer.role == boundaries)
            for (const Record& before : descriptions(workspace, QStringLiteral("role"), boundaries))
                if (auto removed = removeLayer(workspace, **work, before); !removed)
                    return removed;
        if (!descriptions(workspace, QStringLiteral("name"), layer.name).isEmpty())
            return fail(ErrorKind::duplicate,
                QStringLiteral("已经有名为“%1”的地图图层，请先删除它或换一个名称").arg(layer.name));
        const QString table = freeTableName(workspace);
        layer.features = int(features.size());
        writeLayerTable(workspace, table, layer.name, features);
        Record description = recordOf(layer, table);
        description.set(u"digest", layerDigest(workspace.database(), table));
        if (const auto added = (*work)->add(description); !added)
            return fail(added.error());
        const auto entry = (*work)->commit();
        return entry ? Result<>() : fail(entry.error());
    });
}

void writeLayerTable(
    Workspace& workspace, const QString& table, const QString& name, const QList<LayerFeature>& features)
{
    writeFeatures(workspace.database(), table, features);
    listInGpkg(workspace.database(), table, QStringLiteral("图层 ") + name, QStringLiteral("GEOMETRY"));
}

QStringList mapLayerTables(const Workspace& workspace)
{
    QStringList tables;
    for (const Record& row : descriptions(workspace))
        tables += row[u"table_name"].text();
    return tables;
}

QString layerDigest(const SQLite::Database& database, const QString& table)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    SQLite::Statement query(database,
        QStringLiteral("SELECT geom, code, name, township FROM %1 ORDER BY fid")
            .arg(quoted(table))
            .toStdString());
    while (query.executeStep())
        for (int i = 0; i < 4; ++i) {
            const SQLite::Column column = query.getColumn(i);
            hash.addData(
                QByteArray::number(column.getType()) + ':' + QByteArray::number(column.getBytes()) + ':');
            hash.addData(QByteArray(static_cast<const char*>(column.getBlob()), column.getBytes()));
        }
    return QString::fromLatin1(hash.result().toHex());
}

Result<> removeMapLayer(Workspace& workspace, const Author& author, const QString& name)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        const auto found = descriptions(workspace, QStringLiteral("name"), name);
        if (found.isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("没有名为“%1”的地图图层").arg(name));
        if (auto removed = removeLayer(workspace, **work, found.first()); !removed)
            return removed;
        const auto entry = (*work)->commit();
        return entry ? Result<>() : fail(entry.error());
    });
}

} // namespace coop
