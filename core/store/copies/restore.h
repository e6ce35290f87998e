#pragma once
#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <functional>

namespace SQLite
{
class Database;
}

namespace coop
{

/// How much of a registry is different: in the backup only, in the workspace only, in both but different.
struct RegistryDifference {
    QString registry, label;
    qint64 inBackup = 0, inWorkspace = 0; ///< rows
    qint64 onlyInBackup = 0, onlyInWorkspace = 0, different = 0;
};

/// What a backup holds, and what replacing the workspace by it would change.
struct RestorePreview {
    QString backup;
    qint64 entries = 0; ///< steps of history in the backup
    QDateTime lastChange; ///< UTC, of the newest of them
    QString lastWho, lastReason;
    qint64 laterEntries = 0; ///< steps of the workspace that the backup does not have
    QList<RegistryDifference> registries; ///< all of them, in the spec's order
    bool workspaceReadable = true; ///< false: damaged or missing, so nothing could be compared
};

Result<RestorePreview> previewRestore(const QString& backup, const QString& workspacePath);

class PartFile;

/// How every restoring begins, a drill's as well: a backup that is not whole is refused, then what it holds
/// is written into `part`, where `finish` may write, too, and checked there. Errors: refused, fileUnreadable,
/// fileUnwritable.
Result<> takeFromBackup(const QString& backup, const PartFile& part,
    const std::function<void(SQLite::Database& copy)>& finish = {});

struct Restored {
    QString replaced; ///< where what was there is now; empty when nothing was there
};

/// Makes the workspace what the backup holds. The backup is checked first; what was there is kept as a
/// backup of its own (恢复前), or moved aside when it is damaged. Errors: inUse, refused (`who` may not, or
/// the backup's list of people has no 管理员 while the workspace's has), notAWorkspace; after an error what
/// was there is still there. `passphrase` proves `who` in the workspace.
Result<Restored> restore(
    const QString& backup, const QString& workspacePath, const QString& who, const QString& passphrase = {});

} // namespace coop
