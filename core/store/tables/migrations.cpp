#include "core/store/tables/migrations.h"

#include "core/store/file/meta.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/tables/schema.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

namespace coop
{

namespace
{
/// What a schema version needs beside the columns and tables that follow from the specs.
struct Step {
    int to;
    void (*apply)(SQLite::Database&);
};
/// Schema 2 began to keep the newest entry of the log beside it, so that a log cut off at its end is found,
/// and to look up what takes an entry back.
void anchorLog(SQLite::Database& database)
{
    database.exec("CREATE INDEX ix_change_log_undoes ON change_log (undoes) WHERE undoes IS NOT NULL");
    SQLite::Statement last(database, "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1");
    if (last.executeStep())
        setMetaValue(database, metaLogHead,
            QByteArray::number(qint64(last.getColumn(0).getInt64())) + ':' + last.getColumn(1).getText());
}
const QList<Step> steps{{2, anchorLog}, {3, createBlobTable}};
} // namespace

void migrate(SQLite::Database& database, const QList<TableLayout>& layouts, int from, int to)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    dropQuarterLocks(database); // made anew below; an older file's are not looked at, so they must not run
    for (const TableLayout& layout : layouts) {
        if (!database.tableExists(layout.spec->id.toStdString())) {
            createRegistryTable(database, layout);
            continue;
        }
        for (const TableLayout::Column& column : layout.columns)
            if (layout.spec->fields[column.field].since > from)
                appendColumn(database, layout, column);
        settleIndexes(database, *layout.spec);
    }
    for (const Step& step : steps)
        if (step.to > from && step.to <= to)
            step.apply(database);
    createQuarterLocks(database, layouts);
    setMetaValue(database, metaSchema, QByteArray::number(to));
    transaction.commit();
}

void putLocksBack(SQLite::Database& database, const QList<TableLayout>& layouts)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    createQuarterLocks(database, layouts);
    transaction.commit();
}

} // namespace coop
