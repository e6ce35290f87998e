#include "core/store/kept/layer_table.h"

#include "core/store/file/column_text.h"
#include "core/store/file/gpkg_geometry.h"
#include "core/store/file/gpkg_tables.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/kept/layer_description.h"
#include "core/store/layout/layer_spec.h"
#include "core/store/layout/table_layout.h"
#include "core/store/one_step.h"
#include "core/store/rows/row_reader.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{

/// A table name that no layer has: layer_1, layer_2 …
QString freeTableName(const Workspace& workspace)
{
    for (int number = 1;; ++number) {
        QString name = QStringLiteral("layer_%1").arg(number);
        if (!databaseOf(workspace).tableExists(name.toStdString()))
            return name;
    }
}

/// Columns of a feature table beside its id; those of reference layers carry their attributes.
const QStringList featureColumns{QStringLiteral("geom"), QStringLiteral("code"), QStringLiteral("name"),
    QStringLiteral("township"), QStringLiteral("attributes")};

QString attributesJson(const QStringList& values)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(values)).toJson(QJsonDocument::Compact));
}

void writeFeatures(SQLite::Database& database, const QString& table, const QList<LayerFeature>& features)
{
    const bool attributes = std::any_of(features.begin(), features.end(),
        [](const LayerFeature& feature) { return !feature.values.isEmpty(); });
    database.exec(
        QStringLiteral("CREATE TABLE %1 (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY,"
                       " code TEXT, name TEXT, township INTEGER%2)")
            .arg(quoted(table), attributes ? QStringLiteral(", attributes TEXT") : QString())
            .toStdString());
    SQLite::Statement insert(database,
        QStringLiteral("INSERT INTO %1 (geom, code, name, township%2) VALUES (?, ?, ?, nullif(?, 0)%3)")
            .arg(quoted(table), attributes ? QStringLiteral(", attributes") : QString(),
                attributes ? QStringLiteral(", ?") : QString())
            .toStdString());
    for (const LayerFeature& feature : features) {
        const QByteArray geometry = toGpkgGeometry(feature.wkb);
        insert.bind(1, geometry.constData(), int(geometry.size()));
        insert.bind(2, feature.code.toStdString());
        insert.bind(3, feature.name.toStdString());
        insert.bind(4, int64_t(feature.township));
        if (attributes)
            insert.bind(5, attributesJson(feature.values).toStdString());
        insert.exec();
        insert.reset();
    }
}

Result<> removeLayer(Workspace& workspace, UnitOfWork& work, const Record& description)
{
    COOP_TRY(work.remove(mapLayersSpec().id, description.id));
    // The features stay in the file, so that the step can be taken back.
    if (!description[u"table_name"].isNull())
        unlistFromGpkg(databaseOf(workspace), description[u"table_name"].text());
    return {};
}
} // namespace

QString layerColumns(const SQLite::Database& database, const QString& table)
{
    SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?) WHERE name = 'attributes'");
    query.bind(1, table.toStdString());
    return featureColumns.mid(0, query.executeStep() ? 5 : 4).join(u',');
}

LayerFeature featureOf(const SQLite::Statement& query, int from)
{
    const SQLite::Column geometry = query.getColumn(from);
    const auto bytes
        = QByteArray::fromRawData(static_cast<const char*>(geometry.getBlob()), geometry.getBytes());
    LayerFeature feature{fromGpkgGeometry(bytes), textAt(query, from + 1), textAt(query, from + 2),
        query.getColumn(from + 3).getInt64()};
    if (query.getColumnCount() > from + 4) {
        const auto values = QJsonDocument::fromJson(query.getColumn(from + 4).getText()).array();
        for (const QJsonValueConstRef value : values)
            feature.values += value.toString();
    }
    return feature;
}

Result<QList<LayerFeature>> mapLayerFeatures(const Workspace& workspace, const QString& name)
{
    return guarded(workspace.path(), [&]() -> Result<QList<LayerFeature>> {
        const auto found = layerDescriptions(workspace, QStringLiteral("name"), name);
        if (found.isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("没有名为“%1”的地图图层").arg(name));
        const QString table = found.first()[u"table_name"].text();
        if (table.isEmpty())
            return QList<LayerFeature>();
        if (!table.startsWith(u"layer_") || !databaseOf(workspace).tableExists(table.toStdString()))
            return fail(ErrorKind::notAWorkspace,
                QStringLiteral(
                    "图层“%1”的图形表不见了，可能在程序之外被改动过。请重新添加这个图层，或从备份恢复")
                    .arg(name));
        SQLite::Statement query(databaseOf(workspace),
            QStringLiteral("SELECT %1 FROM %2 ORDER BY fid")
                .arg(layerColumns(databaseOf(workspace), table), quoted(table))
                .toStdString());
        QList<LayerFeature> features;
        while (query.executeStep())
            features += featureOf(query, 0);
        return features;
    });
}

Result<> addMapLayer(
    Workspace& workspace, const Author& author, MapLayer layer, const QList<LayerFeature>& features)
{
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
        if (layer.role == LayerRole::boundaries)
            for (const Record& before :
                layerDescriptions(workspace, QStringLiteral("role"), toText(layer.role)))
                COOP_TRY(removeLayer(workspace, work, before));
        if (!layerDescriptions(workspace, QStringLiteral("name"), layer.name).isEmpty())
            return fail(ErrorKind::duplicate,
                QStringLiteral("已经有名为“%1”的地图图层，请先删除它或换一个名称").arg(layer.name));
        const bool linked = !layer.link.isEmpty();
        const QString table = linked ? QString() : freeTableName(workspace);
        if (!linked) {
            layer.features = int(features.size());
            writeLayerTable(workspace, table, layer.name, features);
        }
        Record description = layerRecord(layer, table);
        if (!linked)
            description.set(u"digest", layerDigest(databaseOf(workspace), table));
        COOP_TRY(work.add(description));
        return {};
    });
}

void writeLayerTable(
    Workspace& workspace, const QString& table, const QString& name, const QList<LayerFeature>& features)
{
    writeFeatures(databaseOf(workspace), table, features);
    listInGpkg(databaseOf(workspace), table, QStringLiteral("图层 ") + name, QStringLiteral("GEOMETRY"));
}

QStringList mapLayerTables(const Workspace& workspace)
{
    QStringList tables;
    for (const Record& row : layerDescriptions(workspace))
        if (!row[u"table_name"].isNull())
            tables += row[u"table_name"].text();
    return tables;
}

QString layerDigest(const SQLite::Database& database, const QString& table)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    SQLite::Statement query(database,
        QStringLiteral("SELECT %1 FROM %2 ORDER BY fid")
            .arg(layerColumns(database, table), quoted(table))
            .toStdString());
    while (query.executeStep())
        for (int i = 0; i < query.getColumnCount(); ++i) {
            const SQLite::Column column = query.getColumn(i);
            hash.addData(
                QByteArray::number(column.getType()) + ':' + QByteArray::number(column.getBytes()) + ':');
            hash.addData(QByteArray(static_cast<const char*>(column.getBlob()), column.getBytes()));
        }
    return QString::fromLatin1(hash.result().toHex());
}

Result<> removeMapLayer(Workspace& workspace, const Author& author, const QString& name)
{
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
        const auto found = layerDescriptions(workspace, QStringLiteral("name"), name);
        if (found.isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("没有名为“%1”的地图图层").arg(name));
        return removeLayer(workspace, work, found.first());
    });
}

} // namespace coop
