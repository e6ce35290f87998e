#include "core/store/empty_workspace.h"

#include "core/store/gpkg_tables.h"
#include "core/store/meta.h"
#include "core/store/quarter_locks.h"
#include "core/store/schema.h"

#include <QDateTime>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

namespace coop
{

void writeEmptyWorkspace(
    const QString& path, const QByteArray& planJson, int device, const Registries& registries)
{
    SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Transaction transaction(database);
    createGpkgTables(database);
    createProgramTables(database);
    const int schema = schemaOf(registries);
    for (const TableLayout& layout : layoutsOf(registries, schema))
        createRegistryTable(database, layout);
    createQuarterLocks(database, layoutsOf(registries, schema));
    setMetaValue(database, metaSchema, QByteArray::number(schema));
    setMetaValue(database, metaDevice, QByteArray::number(device));
    setMetaValue(database, metaPlan, planJson);
    setMetaValue(database, metaCreated, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toUtf8());
    transaction.commit();
}

} // namespace coop
