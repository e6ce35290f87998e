#pragma once
#include "core/store/copies/backup.h"
#include "core/store/copies/checked_copy.h"

namespace coop
{

/// backUp of backup.h for a connection that is no complete Workspace yet (migration). `keep`: a backup that
/// is still needed and so not put away, however old.
Result<BackupDone> makeBackup(const CopySource& source, BackupKind kind, const QString& keep = {});

} // namespace coop
