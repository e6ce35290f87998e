#pragma once
#include "core/base/result.h"

#include <QString>
#include <functional>

namespace SQLite
{
class Database;
}

namespace coop
{

class Registries;

/// A file on its way to its place: written as 名称.part, and gone again with everything that SQLite keeps
/// beside it unless it was put there.
class PartFile
{
public:
    /// Removes what a crash left there before.
    explicit PartFile(QString place);
    ~PartFile();
    Q_DISABLE_COPY(PartFile)

    QString path() const;
    /// Errors: fileUnwritable (exists already).
    Result<> putInPlace();
    /// Takes the place of what is there in one step: whoever looks sees the one or the other.
    Result<> replace();

private:
    void remove() const;
    QString place;
};

/// What a connection is to be copied, and how it is spoken of.
struct CopySource {
    const SQLite::Database& database;
    QString path;
    const Registries& registries; ///< that its tables follow, or newer ones
};

/// Writes everything that `source` sees into `part`, lets `finish` write into the copy (seal of
/// content_seal.h, or what else), brings it to the disk and checks it. Errors: fileUnwritable; refused (the
/// source or the copy is not whole); inUse.
Result<> writeChecked(
    const CopySource& source, const PartFile& part, const std::function<void(SQLite::Database&)>& finish);

/// Whether a file is whole, see verifyCopy of backup.h.
Result<> verifyFile(const QString& file, const Registries& registries);

} // namespace coop
