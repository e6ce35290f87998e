#include "core/store/migrations.h"

#include "core/store/make_backup.h"
#include "core/store/meta.h"
#include "core/store/schema.h"

#include <SQLiteCpp/Database.h>
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
const QList<Step> steps{};
} // namespace

Result<> migrate(SQLite::Database& database, const QString& path, const Registries& registries,
    const QList<TableLayout>& layouts, int from, int to)
{
    const auto copied = makeBackup({database, path, registries}, BackupKind::beforeMigration);
    if (!copied)
        return fail(copied.error());
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const TableLayout& layout : layouts) {
        if (!hasTable(database, layout.spec->id)) {
            createRegistryTable(database, layout);
            continue;
        }
        for (const TableLayout::Column& column : layout.columns)
            if (layout.spec->fields[column.field].since > from)
                appendColumn(database, layout, column);
    }
    for (const Step& step : steps)
        if (step.to > from && step.to <= to)
            step.apply(database);
    setMetaValue(database, metaSchema, QByteArray::number(to));
    transaction.commit();
    return {};
}

} // namespace coop
