#pragma once
#include "core/base/result.h"

#include <memory>
#include <string>

namespace SQLite
{
class Database;
}

namespace coop
{

class FileMark;

constexpr int busyTimeoutMs = 10000; ///< a commit elsewhere in the program takes seconds at most

// A workspace as a file: whether it may be made or opened, and how its connection is set up and left.

/// Errors: fileUnwritable (exists already, no such folder, folder not writable).
Result<> mayCreate(const QString& path);
/// Errors: fileUnreadable (missing, a folder, no permission), fileUnwritable (read-only), notAWorkspace.
Result<> mayOpen(const QString& path, bool forWriting);

/// A name for SQLITE_OPEN_URI.
std::string fileUri(const QString& path, const char* parameters);
/// A connection on which nothing of what stands in the file's schema runs unasked, guarded_connection.h.
/// Throws what SQLite refuses.
std::unique_ptr<SQLite::Database> openDatabase(const QString& path, bool forWriting);
/// A damaged file is never written to: what SQLite's quick check finds. Errors: notAWorkspace.
Result<> soundEnoughToWrite(const SQLite::Database& database, const QString& path);
/// Whether the name still leads to the file that is open and its content is what this program left there: not
/// moved, removed, replaced or copied over. Errors: fileUnwritable.
Result<> stillInPlace(const SQLite::Database& database, const FileMark& mark, const QString& path);
bool isOnNetwork(const QString& path);
/// WAL (not on network drives), synchronous=FULL, and closed for writing until a UnitOfWork opens it.
void prepareForWriting(SQLite::Database& database, const QString& path);
/// Back to one plain file without -wal and -shm, unless another connection still holds it. A file
/// that was moved or copied over is left as it is: false.
bool leaveOneFile(SQLite::Database& database, const FileMark& mark, const QString& path) noexcept;
/// After the connection to a file that was moved or copied over was closed: what SQLite left beside its name.
/// `settled`: nothing stood in the -wal that is not in the file.
void removeLeftBehind(const QString& path, bool settled) noexcept;

} // namespace coop
