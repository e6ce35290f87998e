#pragma once
#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace coop
{

class Workspace;

/// Why a backup was made; part of its file name.
enum class BackupKind { daily, beforeMigration, beforeImport, beforeMerge, beforeRestore, byHand };
QString backupKindTitle(BackupKind kind); ///< 每日 升级前 导入前 合并前 恢复前 手动

/// One backup beside a workspace: 名称.备份/名称-20241123-175801-每日.gpkg.
struct Backup {
    QString file;
    BackupKind kind = BackupKind::byHand;
    QDateTime time; ///< local, from the file name
    qint64 bytes = 0;
};

/// What a backup came to: the file that was opened and checked, and what went wrong on the way that does not
/// take it away (second place not there).
struct BackupDone {
    Backup backup;
    QStringList warnings;
};

QString backupFolder(const QString& workspacePath);
/// Newest first.
QList<Backup> backups(const QString& workspacePath);

/// A complete copy in the backup folder and, when one is set, in the second place; checked before it counts,
/// old ones put away (30 days and 12 months are kept). Errors: fileUnwritable, refused (the copy did not
/// pass the check).
Result<BackupDone> backUp(const Workspace& workspace, BackupKind kind);
/// The same, unless the newest backup already holds exactly this state: then gives that one.
Result<BackupDone> backUpBefore(const Workspace& workspace, BackupKind kind);
/// The day's backup when there is none of today yet; nothing otherwise.
Result<std::optional<BackupDone>> backUpDaily(const Workspace& workspace);
/// A checked copy under a name of its own. Errors: fileUnwritable (exists already), refused.
Result<> backUpTo(const Workspace& workspace, const QString& file);

/// The folder (USB stick) that also gets every backup, empty when none; kept beside the backups, so that it
/// belongs to this computer.
QString secondPlace(const QString& workspacePath);
/// An empty folder: none any more. Errors: locked (Deed::keepBackups), fileUnwritable, invalidValue.
Result<> setSecondPlace(const Workspace& workspace, const QString& who, const QString& folder);

/// Whether a file is whole: opens, SQLite's integrity and foreign keys, chain of the history.
Result<> verifyCopy(const QString& file);

} // namespace coop
