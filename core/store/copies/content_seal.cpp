#include "core/store/copies/content_seal.h"

#include "core/store/file/meta.h"
#include "core/store/layout/table_layout.h"

#include <QCryptographicHash>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
void append(QByteArray& bytes, const void* from, qsizetype size)
{
    bytes.append(static_cast<const char*>(from), size);
}

/// Type, length and bytes of a value.
void append(QByteArray& bytes, const SQLite::Column& value)
{
    const int type = value.getType();
    bytes.append(char(type));
    if (type == SQLITE_INTEGER) {
        const qint64 number = value.getInt64();
        append(bytes, &number, sizeof number);
    } else if (type == SQLITE_FLOAT) {
        const double number = value.getDouble();
        append(bytes, &number, sizeof number);
    } else if (type != SQLITE_NULL) {
        const void* content = value.getBlob(); // before its size, which is that of what was asked for
        const qint64 size = value.getBytes();
        append(bytes, &size, sizeof size);
        append(bytes, content, size);
    }
}

void addRows(const SQLite::Database& database, const QString& table, QCryptographicHash& digest)
{
    const QString where
        = table == u"coop_meta" ? QStringLiteral(" WHERE key <> '%1'").arg(metaSeal) : QString();
    SQLite::Statement rows(
        database, QStringLiteral("SELECT * FROM %1 NOT INDEXED%2").arg(quoted(table), where).toStdString());
    QByteArray row;
    while (rows.executeStep()) {
        row.resize(0);
        for (int i = 0; i < rows.getColumnCount(); ++i)
            append(row, rows.getColumn(i));
        digest.addData(row);
    }
}

QByteArray digestOf(const SQLite::Database& database)
{
    SQLite::Statement tables(database,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ('change_log', 'change_rows') ORDER BY "
        "1");
    QCryptographicHash digest(QCryptographicHash::Sha256);
    while (tables.executeStep()) {
        digest.addData(QByteArray::fromStdString(tables.getColumn(1).getString()));
        addRows(database, QString::fromStdString(tables.getColumn(0).getString()), digest);
    }
    return digest.result().toHex();
}

/// Tables, indexes, triggers and what the header says of the kind of file.
QByteArray schemaDigestOf(const SQLite::Database& database)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    for (const char* sql : {"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2, 3",
             "PRAGMA application_id", "PRAGMA user_version"}) {
        SQLite::Statement rows(database, sql);
        QByteArray row;
        while (rows.executeStep()) {
            row.resize(0);
            for (int i = 0; i < rows.getColumnCount(); ++i)
                append(row, rows.getColumn(i));
            digest.addData(row);
        }
    }
    return digest.result().toHex();
}

/// Schema and newest entry of the history.
QByteArray stateOf(const SQLite::Database& database)
{
    QByteArray state = metaValue(database, metaSchema);
    SQLite::Statement last(database, "SELECT hash FROM change_log ORDER BY entry DESC LIMIT 1");
    if (last.executeStep())
        state += ' ' + QByteArray(last.getColumn(0).getText());
    return state;
}
} // namespace

void seal(SQLite::Database& copy)
{
    setMetaValue(copy, metaSchemaSeal, stateOf(copy) + ' ' + schemaDigestOf(copy));
    setMetaValue(copy, metaSeal, stateOf(copy) + ' ' + digestOf(copy));
}

void removeSeal(SQLite::Database& copy)
{
    forgetMetaValue(copy, metaSchemaSeal);
    forgetMetaValue(copy, metaSeal);
}

bool sealFits(const SQLite::Database& copy)
{
    const QByteArray state = stateOf(copy) + ' ';
    const auto fits = [&](const QString& key, auto digest) {
        const QByteArray stored = metaValue(copy, key);
        return !stored.startsWith(state) || stored == state + digest(copy);
    };
    return fits(metaSchemaSeal, schemaDigestOf) && fits(metaSeal, digestOf);
}

} // namespace coop
