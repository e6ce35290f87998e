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

/// A workspace or backup on its way to its place: written beside it under a name of its own (unfinished.h),
/// and gone again with everything that SQLite keeps beside it unless it was put there.
class PartFile
{
public:
    /// Removes what killed programs left in the folder.
    explicit PartFile(QString place);
    ~PartFile();
    Q_DISABLE_COPY(PartFile)

    QString path() const { return file; }
    QString target() const { return place; }
    /// Brought to the disk with its name. Errors: fileUnwritable (exists already).
    Result<> putInPlace();
    /// The same under another name of that folder, when somebody was faster.
    Result<> putInPlace(const QString& otherPlace);
    /// Takes the place of what is there in one step: whoever looks sees the one or the other.
    Result<> replace();

private:
    void remove() const;
    QString place, file;
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
