#include "core/store/tables/schema.h"

#include "core/store/file/column_text.h"
#include "core/store/file/gpkg_tables.h"

#include <QMap>
#include <QSet>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
struct ColumnType {
    const char* type;
    const char* check; ///< %1 is the column
};

ColumnType columnType(const FieldSpec& field)
{
    switch (field.type) {
    case FieldType::text:
    case FieldType::choice:
    case FieldType::choices:
        return {"TEXT", "typeof(%1) IN ('text','null')"};
    case FieldType::date:
        return {"DATE",
            "%1 IS NULL OR (typeof(%1) = 'text' AND %1 GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')"};
    case FieldType::month:
        return {"TEXT", "%1 IS NULL OR (typeof(%1) = 'text' AND %1 GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]')"};
    case FieldType::yesNo:
        return {"INTEGER", "%1 IS NULL OR (typeof(%1) = 'integer' AND %1 IN (0,1))"};
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::reference:
        return {"INTEGER", "typeof(%1) IN ('integer','null')"};
    case FieldType::coordinate:
        break;
    }
    return {"POINT", "typeof(%1) IN ('blob','null')"};
}

QString definition(const TableLayout& layout, const TableLayout::Column& column)
{
    const FieldSpec& field = layout.spec->fields[column.field];
    const ColumnType type = columnType(field);
    const QString name = quoted(column.name);
    QString sql = name + u' ' + QLatin1String(type.type);
    if (field.id == u"code")
        sql += QStringLiteral(" NOT NULL UNIQUE");
    sql += QStringLiteral(" CHECK (%1)")
               .arg(QString::fromLatin1(type.check).replace(QStringLiteral("%1"), name));
    // Registries refer to each other in circles (townships ↔ federations), so the check waits for the commit.
    if (field.type == FieldType::reference && field.registries.size() == 1)
        sql += QStringLiteral(" REFERENCES %1(id) DEFERRABLE INITIALLY DEFERRED")
                   .arg(quoted(field.registries.first()));
    return sql;
}

/// The columns of each index by its name. Natural keys are looked up for every row that comes in; references
/// when a row is to be removed.
QMap<QString, QStringList> indexesOf(const RegistrySpec& spec)
{
    QMap<QString, QStringList> indexes;
    const auto add = [&](const QStringList& columns) {
        indexes.insert(QStringLiteral("ix_%1_%2").arg(spec.id, columns.join(u'_')), columns);
    };
    QSet<QString> leading;
    for (const QStringList& key : spec.naturalKeys) {
        add(key);
        leading += key.first();
    }
    for (const FieldSpec& field : spec.fields)
        if (field.type == FieldType::reference && isColumn(field) && !leading.contains(field.id))
            add({field.id});
    if (!spec.figureFields.isEmpty())
        add(spec.figureFields);
    return indexes;
}
} // namespace

void settleIndexes(SQLite::Database& database, const RegistrySpec& spec)
{
    const QMap<QString, QStringList> wanted = indexesOf(spec);
    QStringList there;
    SQLite::Statement query(database,
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND name GLOB 'ix_*'");
    query.bind(1, spec.id.toStdString());
    while (query.executeStep())
        there += textAt(query, 0);
    query.reset();
    for (const QString& name : std::as_const(there))
        if (!wanted.contains(name))
            database.exec(QStringLiteral("DROP INDEX %1").arg(quoted(name)).toStdString());
    for (auto index = wanted.begin(); index != wanted.end(); ++index) {
        if (there.contains(index.key()))
            continue;
        QStringList columns;
        for (const QString& column : index.value())
            columns += quoted(column);
        database.exec(QStringLiteral("CREATE INDEX %1 ON %2 (%3)")
                          .arg(quoted(index.key()), quoted(spec.id), columns.join(QStringLiteral(", ")))
                          .toStdString());
    }
}

void createProgramTables(SQLite::Database& database, int schema)
{
    database.exec(R"sql(
CREATE TABLE coop_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE change_log (
  entry INTEGER PRIMARY KEY NOT NULL, time TEXT NOT NULL, who TEXT NOT NULL, door TEXT NOT NULL,
  reason TEXT NOT NULL, undoes INTEGER REFERENCES change_log(entry), prev_hash TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE change_rows (
  entry INTEGER NOT NULL REFERENCES change_log(entry), seq INTEGER NOT NULL, registry TEXT NOT NULL,
  row_id INTEGER NOT NULL, code TEXT NOT NULL, op TEXT NOT NULL CHECK (op IN ('add','change','remove')),
  fields TEXT NOT NULL, PRIMARY KEY (entry, seq)) WITHOUT ROWID;
CREATE INDEX ix_change_rows_row ON change_rows (registry, row_id);
CREATE INDEX ix_change_log_undoes ON change_log (undoes) WHERE undoes IS NOT NULL;
)sql");
    if (schema >= 3)
        createBlobTable(database);
}

void createBlobTable(SQLite::Database& database)
{
    database.exec("CREATE TABLE coop_blobs (digest TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL, "
                  "thumbnail BLOB)");
}

void createRegistryTable(SQLite::Database& database, const TableLayout& layout)
{
    QStringList columns{QStringLiteral("id INTEGER PRIMARY KEY NOT NULL")};
    for (const TableLayout::Column& column : layout.columns)
        columns += definition(layout, column);
    database.exec(QStringLiteral("CREATE TABLE %1 (\n  %2)")
                      .arg(quoted(layout.spec->id), columns.join(QStringLiteral(",\n  ")))
                      .toStdString());
    settleIndexes(database, *layout.spec);
    listInGpkg(database, layout.spec->id, layout.spec->label,
        layout.hasPoint() ? QStringLiteral("POINT") : QString());
}

void appendColumn(SQLite::Database& database, const TableLayout& layout, const TableLayout::Column& column)
{
    database.exec(QStringLiteral("ALTER TABLE %1 ADD COLUMN %2")
                      .arg(quoted(layout.spec->id), definition(layout, column))
                      .toStdString());
}

} // namespace coop
