#pragma once
#include "core/base/result.h"

#include <memory>

namespace SQLite
{
class Database;
}

namespace coop
{

// A workspace as a file: whether it may be made or opened, and how its connection is set up and left.

/// Errors: fileUnwritable (exists already, no such folder, folder not writable).
Result<> mayCreate(const QString& path);
/// Errors: fileUnreadable (missing, a folder, no permission), fileUnwritable (read-only), notAWorkspace.
Result<> mayOpen(const QString& path, bool forWriting);

/// Throws what SQLite refuses.
std::unique_ptr<SQLite::Database> openDatabase(const QString& path, bool forWriting);
/// A damaged file is never written to: what SQLite's quick check finds. Errors: notAWorkspace.
Result<> soundEnoughToWrite(const SQLite::Database& database, const QString& path);
/// Whether the name still leads to the file that is open: not moved, removed or replaced since. Windows keeps
/// open files from that.
Result<> stillInPlace(const SQLite::Database& database, const QString& path);
/// WAL (not on network drives), synchronous=FULL, and closed for writing until a UnitOfWork opens it.
void prepareForWriting(SQLite::Database& database, const QString& path);
/// Back to one plain file without -wal and -shm, unless another connection still holds it.
void leaveOneFile(SQLite::Database& database) noexcept;

} // namespace coop
