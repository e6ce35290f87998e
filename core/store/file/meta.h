#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>

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
inline const QString metaSeal = QStringLiteral("copy_seal"); ///< of a copy only, content_seal.h
/// Of everything in the schema of a copy; a row like any other for the seal of the content, which programs
/// before it knew alone.
inline const QString metaSchemaSeal = QStringLiteral("copy_schema_seal");

inline const QString metaOfficeKey
    = QStringLiteral("office_key"); ///< this office's key under its passphrase, since schema 7
inline const QString metaOffice
    = QStringLiteral("office"); ///< at a township office: who it is and whose, JSON, since schema 7
/// While this row stands, inside one transaction, the triggers of tables/quarter_locks.h let through what the
/// district has decided already: "all" for its receipt at a township office, "states" for a merge that is
/// taken back there.
inline const QString metaOverruled = QStringLiteral("overruled");
inline const QString metaPractice
    = QStringLiteral("practice"); ///< in a workspace that is for practice only: 1
inline const QString metaLogHead = QStringLiteral("log_head"); ///< "entry:hash" of the newest, since schema 2

/// Empty when the key is not there.
QByteArray metaValue(const SQLite::Database& database, const QString& key);
void forgetMetaValue(SQLite::Database& database, const QString& key);
void setMetaValue(SQLite::Database& database, const QString& key, const QByteArray& value);

// Beside each value that only this program changes (plan, device, keys …) stands its digest, so that 体检
// finds what another program changed.

/// Gives digests to a file of an older program; nothing where there are some.
void sealMeta(SQLite::Database& database);
/// The keys whose value is not what this program wrote: changed, removed or added. None in a file without
/// digests.
QStringList brokenMeta(const SQLite::Database& database);

} // namespace coop
