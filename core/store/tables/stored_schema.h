#pragma once
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace SQLite
{
class Database;
}

namespace coop
{

class Registries;

/// Something in a file's schema that this program would not have made.
struct SchemaDifference {
    /// In the order of what it means: a reader may be led astray; only a writer; a lock is missing, which
    /// opening for writing puts back; nothing that this program would
    /// ever touch; a plain table of another program, which is no fault at all.
    enum class Kind { unreadable, unwritable, lockMissing, foreign, added };
    Kind kind = Kind::foreign;
    QString where; ///< the ledger's label or the object's name
    QString text; ///< what it is and what to do, without a full stop
};

/// Compares the schema with that of an empty workspace of this version. What GeoPackage itself and QGIS add
/// (styles, projects, spatial indexes, counts of rows) and tables of reference layers are none. Reads
/// sqlite_schema only, so that it may be asked before anything else. Throws what SQLite refuses.
QList<SchemaDifference> schemaDifferences(
    const SQLite::Database& database, const Registries& registries, int schema);

/// The version that the file says it has. Errors: notAWorkspace (no sensible number), newerVersion.
Result<int> storedSchema(const SQLite::Database& database, const Registries& registries, const QString& path);
/// Whether it may be opened: nothing `unreadable`, for writing nothing `unwritable`. Errors: notAWorkspace.
Result<> schemaMayBeOpened(const SQLite::Database& database, const Registries& registries, int schema,
    bool forWriting, const QString& path);

} // namespace coop
