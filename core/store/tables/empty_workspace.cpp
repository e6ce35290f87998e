#include "core/store/tables/empty_workspace.h"

#include "core/store/file/gpkg_tables.h"
#include "core/store/file/meta.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/tables/schema.h"

#include <QDateTime>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

namespace coop
{

void createTables(SQLite::Database& database, const Registries& registries, int schema)
{
    createGpkgTables(database);
    createProgramTables(database, schema);
    const auto layouts = layoutsOf(registries, schema);
    for (const TableLayout& layout : layouts)
        createRegistryTable(database, layout);
    createQuarterLocks(database, layouts);
}

void writeEmptyWorkspace(
    const QString& path, const QByteArray& planJson, int device, const Registries& registries)
{
    SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Transaction transaction(database);
    const int schema = schemaOf(registries);
    createTables(database, registries, schema);
    setMetaValue(database, metaSchema, QByteArray::number(schema));
    setMetaValue(database, metaDevice, QByteArray::number(device));
    setMetaValue(database, metaPlan, planJson);
    setMetaValue(database, metaCreated, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toUtf8());
    transaction.commit();
}

} // namespace coop
