#pragma once
#include "core/store/copies/backup.h"

namespace coop
{

/// The backups beside a workspace by the history that they hold; names, dates and clocks say nothing of it. A
/// copy belongs to a workspace when its history is the beginning of the workspace's (same last entry, same
/// hash). What was copied before a restoring (恢复前), by another workspace of this name or before a file was
/// replaced does not.
struct BackupLineage {
    /// Those that belong to it, the furthest first; of one state the newest first.
    QList<Backup> own;
    /// The others: of another history, or so damaged that they do not say of which.
    QList<Backup> others;
};

BackupLineage lineageOf(const Workspace& workspace, const QList<Backup>& backups);

} // namespace coop
