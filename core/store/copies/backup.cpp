#include "core/store/copies/backup.h"

#include "core/base/files/output_target.h"
#include "core/store/copies/backup_lineage.h"
#include "core/store/copies/backup_names.h"
#include "core/store/copies/content_seal.h"
#include "core/store/copies/make_backup.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QFileInfo>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
CopySource sourceOf(const Workspace& workspace)
{
    return {databaseOf(workspace), workspace.path(), workspace.registries()};
}

/// What a workspace holds is told by its schema and the last link of its history's chain.
Result<QString> stateOf(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QString> {
        SQLite::Statement last(
            databaseOf(workspace), "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1");
        QString state = QString::number(workspace.schema());
        if (last.executeStep())
            state += QStringLiteral(" %1 %2").arg(last.getColumn(0).getInt64()).arg(textAt(last, 1));
        return state;
    });
}

bool holdsStateOf(const Backup& backup, const Workspace& workspace)
{
    const auto copy = Workspace::open(backup.file, Workspace::Access::read, workspace.registries());
    if (!copy)
        return false;
    const auto now = stateOf(workspace);
    const auto then = stateOf(**copy);
    return now && then && *now == *then && verifyFile(backup.file, workspace.registries());
}
} // namespace

QString backupFolder(const QString& workspacePath)
{
    return QStringLiteral("%1/%2.备份")
        .arg(QFileInfo(workspacePath).absolutePath(), backupBaseName(workspacePath));
}

QList<Backup> backups(const QString& workspacePath)
{
    return backupsIn(backupFolder(workspacePath), backupBaseName(workspacePath));
}

Result<BackupDone> backUp(const Workspace& workspace, BackupKind kind)
{
    return makeBackup(sourceOf(workspace), kind);
}

Result<BackupDone> backUpBefore(const Workspace& workspace, BackupKind kind)
{
    // The furthest of this history: what a clock that ran ahead or another workspace left there is no newer.
    const QList<Backup> own = lineageOf(workspace, backups(workspace.path())).own;
    if (!own.isEmpty() && holdsStateOf(own.first(), workspace))
        return BackupDone{own.first(), {}};
    return backUp(workspace, kind);
}

Result<std::optional<BackupDone>> backUpDaily(const Workspace& workspace)
{
    const QDate today = QDate::currentDate();
    QList<Backup> ofToday = backups(workspace.path());
    ofToday.removeIf([&](const Backup& backup) { return backup.time.date() != today; });
    // A copy that was made today before a restoring holds another history.
    if (!lineageOf(workspace, ofToday).own.isEmpty())
        return std::nullopt;
    auto done = backUp(workspace, BackupKind::daily);
    COOP_TRY(done);
    return std::optional(std::move(*done));
}

Result<> backUpTo(const Workspace& workspace, const QString& file)
{
    if (QFileInfo(file).isFile())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件“%1”已经存在，不会覆盖。请换一个文件名").arg(QDir::toNativeSeparators(file)));
    COOP_TRY(mayBeWritten(file, FileKind::workspace));
    PartFile part(file);
    COOP_TRY(writeChecked(sourceOf(workspace), part, seal));
    return part.putInPlace();
}

Result<> verifyCopy(const QString& file)
{
    return verifyFile(file, standardRegistries());
}

} // namespace coop
