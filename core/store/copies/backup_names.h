#pragma once
#include "core/store/copies/backup.h"

namespace coop
{

// How backups lie in a folder: 名称-yyyyMMdd-HHmmss-每日.gpkg, a second one of the same second with -2.
// Nothing else in the folder is theirs.

/// 名称 of a workspace: its file name without .gpkg.
QString backupBaseName(const QString& workspacePath);
/// The backups of a workspace that lie in a folder, newest first.
QList<Backup> backupsIn(const QString& folder, const QString& baseName);
/// A file name that nothing has yet.
QString freeBackupFile(
    const QString& folder, const QString& baseName, const QDateTime& time, BackupKind kind);
/// Removes copies that a program of an earlier version left half-written, an hour after it did (today's bear
/// the process in their names: unfinished.h).
void removeLeftovers(const QString& folder, const QString& baseName);

} // namespace coop
