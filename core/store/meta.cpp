#include "core/store/meta.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

QByteArray metaValue(const SQLite::Database& database, const QString& key)
{
    SQLite::Statement query(database, "SELECT value FROM coop_meta WHERE key = ?");
    query.bind(1, key.toStdString());
    return query.executeStep() ? QByteArray(query.getColumn(0).getText(), query.getColumn(0).getBytes())
                               : QByteArray();
}

void forgetMetaValue(SQLite::Database& database, const QString& key)
{
    SQLite::Statement remove(database, "DELETE FROM coop_meta WHERE key = ?");
    remove.bind(1, key.toStdString());
    remove.exec();
}

void setMetaValue(SQLite::Database& database, const QString& key, const QByteArray& value)
{
    SQLite::Statement store(database,
        "INSERT INTO coop_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
        "excluded.value");
    store.bind(1, key.toStdString());
    store.bind(2, value.toStdString());
    store.exec();
}

} // namespace coop
