#include "core/store/migrations.h"

#include "core/store/meta.h"
#include "core/store/schema.h"

#include <QFile>
#include <QFileInfo>
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
const QList<Step> steps{};

void backUp(SQLite::Database& database, const QString& path, int from)
{
    const QFileInfo file(path);
    const QString copy
        = QStringLiteral("%1/%2.v%3备份.gpkg").arg(file.path(), file.completeBaseName()).arg(from);
    QFile::remove(copy);
    SQLite::Statement vacuum(database, "VACUUM INTO ?");
    vacuum.bind(1, copy.toStdString());
    vacuum.exec();
}
} // namespace

void migrate(
    SQLite::Database& database, const QString& path, const QList<TableLayout>& layouts, int from, int to)
{
    backUp(database, path, from);
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
}

} // namespace coop
