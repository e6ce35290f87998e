#include "core/store/file/meta.h"

#include "core/store/file/column_text.h"

#include <QCryptographicHash>
#include <QMap>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>

namespace coop
{

namespace
{
const QString digestPrefix = QStringLiteral("digest.");

bool isSealed(const QString& key)
{
    return key != metaLogHead && key != metaLastId && key != metaOverruled && key != metaSeal
        && key != metaSchemaSeal && !key.startsWith(digestPrefix);
}

QByteArray digestOf(const QString& key, const QByteArray& value)
{
    return QCryptographicHash::hash(key.toUtf8() + '\0' + value, QCryptographicHash::Sha256).toHex();
}

void store(SQLite::Database& database, const QString& key, const QByteArray& value)
{
    SQLite::Statement put(database,
        "INSERT INTO coop_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
        "excluded.value");
    put.bind(1, key.toStdString());
    put.bind(2, value.toStdString());
    put.exec();
}

void remove(SQLite::Database& database, const QString& key)
{
    SQLite::Statement gone(database, "DELETE FROM coop_meta WHERE key = ?");
    gone.bind(1, key.toStdString());
    gone.exec();
}

QMap<QString, QByteArray> allValues(const SQLite::Database& database)
{
    QMap<QString, QByteArray> values;
    SQLite::Statement query(database, "SELECT key, value FROM coop_meta");
    while (query.executeStep())
        values.insert(
            textAt(query, 0), QByteArray(query.getColumn(1).getText(), query.getColumn(1).getBytes()));
    return values;
}
} // namespace

QByteArray metaValue(const SQLite::Database& database, const QString& key)
{
    SQLite::Statement query(database, "SELECT value FROM coop_meta WHERE key = ?");
    query.bind(1, key.toStdString());
    return query.executeStep() ? QByteArray(query.getColumn(0).getText(), query.getColumn(0).getBytes())
                               : QByteArray();
}

void forgetMetaValue(SQLite::Database& database, const QString& key)
{
    remove(database, key);
    if (isSealed(key))
        remove(database, digestPrefix + key);
}

void setMetaValue(SQLite::Database& database, const QString& key, const QByteArray& value)
{
    store(database, key, value);
    if (isSealed(key))
        store(database, digestPrefix + key, digestOf(key, value));
}

void sealMeta(SQLite::Database& database)
{
    if (!metaValue(database, digestPrefix + metaPlan).isEmpty())
        return;
    const auto values = allValues(database);
    for (auto value = values.begin(); value != values.end(); ++value)
        if (isSealed(value.key()))
            store(database, digestPrefix + value.key(), digestOf(value.key(), value.value()));
}

QStringList brokenMeta(const SQLite::Database& database)
{
    const auto values = allValues(database);
    const bool sealed = std::any_of(
        values.keyBegin(), values.keyEnd(), [](const QString& key) { return key.startsWith(digestPrefix); });
    QStringList broken;
    if (!sealed)
        return broken;
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (value.key().startsWith(digestPrefix)) {
            if (const QString key = value.key().mid(digestPrefix.size()); !values.contains(key))
                broken += key;
        } else if (isSealed(value.key())
            && values.value(digestPrefix + value.key()) != digestOf(value.key(), value.value())) {
            broken += value.key();
        }
    }
    return broken;
}

} // namespace coop
