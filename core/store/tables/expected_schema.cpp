#include "core/store/tables/expected_schema.h"

#include "core/domain/registries.h"
#include "core/store/file/column_text.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/empty_workspace.h"

#include <QMutex>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <map>

namespace coop
{

QList<SchemaObject> objectsOf(const SQLite::Database& database)
{
    QList<SchemaObject> objects;
    SQLite::Statement query(
        database, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
    while (query.executeStep()) {
        const auto text = [&](int column) { return textAt(query, column); };
        objects += SchemaObject{text(0), text(1).toLower(), text(2).toLower(), text(3)};
    }
    return objects;
}

QSet<QString> partsOf(const TableSql& sql)
{
    QSet<QString> parts;
    for (const SqlTokens& part : sql.parts)
        parts += normalized(part);
    return parts;
}

namespace
{
std::shared_ptr<const ExpectedSchema> makeExpected(const Registries& registries, int schema)
{
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    createTables(database, registries, schema);
    QHash<QString, QString> labels;
    const auto layouts = layoutsOf(registries, schema);
    for (const TableLayout& layout : layouts)
        labels.insert(layout.spec->id, layout.spec->label);
    auto expected = std::make_shared<ExpectedSchema>();
    for (const SchemaObject& object : objectsOf(database)) {
        if (object.type == u"table") {
            TableSql sql = tableSql(object.sql);
            auto parts = partsOf(sql);
            expected->tables.insert(
                object.name, {labels.value(object.name, object.name), std::move(sql), std::move(parts)});
            continue;
        }
        const QString sql = normalized(sqlTokens(object.sql));
        (object.type == u"index" ? expected->indexes : expected->triggers).insert(object.name, sql);
        (object.type == u"index" ? expected->indexTables : expected->triggerTables)
            .insert(object.name, object.table);
    }
    return expected;
}
} // namespace

std::shared_ptr<const ExpectedSchema> expectedSchema(const Registries& registries, int schema)
{
    if (&registries != &standardRegistries())
        return makeExpected(registries, schema);
    // These live as long as the program, so theirs is made once for each version.
    static QMutex mutex;
    static std::map<int, std::shared_ptr<const ExpectedSchema>> made;
    const QMutexLocker guard(&mutex);
    auto& one = made[schema];
    if (!one)
        one = makeExpected(registries, schema);
    return one;
}

} // namespace coop
