#pragma once
#include "core/store/backup.h"

namespace coop
{

// How backups lie in a folder: 名称-yyyyMMdd-HHmmss-每日.gpkg, a second one of the same second with -2.
// Nothing else in the folder is theirs.

/// 名称 of a workspace: its file name without .gpkg.
QString backupBaseName(const QString& workspacePath);
/// The backups of a workspace that lie in a folder, newest first.
QList<Backup> backupsIn(const QString& folder, const QString& baseName);
/// A file name that nothing has yet, also not on its way.
QString freeBackupFile(
    const QString& folder, const QString& baseName, const QDateTime& time, BackupKind kind);
/// Removes copies that a crash left half-written; those of the last hour may be another program's.
void removeLeftovers(const QString& folder, const QString& baseName);

} // namespace coop
