#pragma once
#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace coop
{

/// A file that is whole under a name of its own, and the name that it is to get; in the same file system.
struct FileMove {
    QString from, to;
};

/// Gives whole files their names: brought to the disk, renamed, and the names brought to the disk, too. What
/// had a name stays until the new file has it, and comes back when a later step fails, as far as renaming can
/// do that; then nothing is changed. All names are of one folder. `obsolete`: files that go with what was
/// replaced. Errors: fileUnwritable.
Result<> putInPlace(const QList<FileMove>& files, const QStringList& obsolete = {});
/// The same for one file whose name must be free.
Result<> putInFreePlace(const FileMove& file);

/// “…”没有写成, with the reason and what to do.
Error cannotWrite(const QString& target, const QString& reason);

} // namespace coop
