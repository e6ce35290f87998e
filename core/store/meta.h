#pragma once
#include <QByteArray>
#include <QString>

namespace SQLite
{
class Database;
}

namespace coop
{

// What a workspace knows about itself: the rows of coop_meta.

inline const QString metaSchema = QStringLiteral("schema");
inline const QString metaDevice = QStringLiteral("device");
inline const QString metaPlan = QStringLiteral("plan");
inline const QString metaCreated = QStringLiteral("created");
inline const QString metaLastId = QStringLiteral("last_id"); ///< highest row id that this device gave

inline const QString metaOfficeKey
    = QStringLiteral("office_key"); ///< this office's key under its passphrase, since schema 7
inline const QString metaOffice
    = QStringLiteral("office"); ///< at a township office: who it is and whose, JSON, since schema 7
inline const QString metaLogHead = QStringLiteral("log_head"); ///< "entry:hash" of the newest, since schema 2

/// Empty when the key is not there.
QByteArray metaValue(const SQLite::Database& database, const QString& key);
void forgetMetaValue(SQLite::Database& database, const QString& key);
void setMetaValue(SQLite::Database& database, const QString& key, const QByteArray& value);

} // namespace coop
