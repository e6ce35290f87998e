#include "core/store/copies/restore.h"

#include "core/store/copies/backup.h"
#include "core/store/copies/backup_names.h"
#include "core/store/copies/content_seal.h"
#include "core/store/copies/make_backup.h"
#include "core/store/file/file_lock.h"
#include "core/store/history/log_writer.h"
#include "core/store/people/rights.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
const QStringList companions{QStringLiteral("-wal"), QStringLiteral("-shm"), QStringLiteral("-journal")};

/// A damaged workspace under a name of its own in the backup folder, with what SQLite keeps beside it; back
/// in its place unless `stay` was called.
class MovedAside
{
public:
    explicit MovedAside(const QString& workspacePath)
        : from(workspacePath)
        , to(QStringLiteral("%1/%2.损坏-%3.gpkg")
                  .arg(backupFolder(workspacePath), backupBaseName(workspacePath),
                      QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))))
    {
    }
    ~MovedAside()
    {
        for (const QString& ending : moved)
            QFile::rename(to + ending, from + ending);
    }
    Q_DISABLE_COPY(MovedAside)

    Result<> move()
    {
        QDir().mkpath(QFileInfo(to).path());
        for (const QString& ending : QStringList{QString()} + companions) {
            if (!QFileInfo::exists(from + ending))
                continue;
            if (!QFile::rename(from + ending, to + ending))
                return fail(ErrorKind::fileUnwritable,
                    QStringLiteral("不能把损坏的“%1”移到“%2”，它可能正被另一个程序打开，或者文件夹不允许写入")
                        .arg(QDir::toNativeSeparators(from + ending),
                            QDir::toNativeSeparators(QFileInfo(to).path())));
            moved += ending;
        }
        return {};
    }
    QString stay()
    {
        const bool any = !moved.isEmpty();
        moved.clear();
        return any ? to : QString();
    }

private:
    QString from, to;
    QStringList moved;
};

/// Keeps what is there as a backup and closes it to one plain file. Gives the backup; nothing when the file
/// is too damaged for one.
Result<std::optional<QString>> keepWorkspace(const QString& workspacePath, const QString& who,
    const QString& passphrase, const QString& needed, const QList<Person>& peopleOfBackup)
{
    auto workspace = Workspace::open(workspacePath, Workspace::Access::write);
    if (!workspace && workspace.error().kind == ErrorKind::notAWorkspace)
        return std::nullopt;
    COOP_TRY(workspace);
    COOP_TRY((*workspace)->signIn(who, passphrase));
    COOP_TRY(may(**workspace, who, Deed::keepBackups));
    const auto listed = people(**workspace);
    COOP_TRY(listed);
    if (const auto good = mayBecome(*listed, peopleOfBackup, {}); !good)
        return fail(good.error().kind,
            QStringLiteral("“%1”没有恢复：它的人员名单里没有管理员，恢复以后就没有人能管理名单。"
                           "可以把它恢复成另一个文件名，核对以后再用")
                .arg(needed));
    const auto kept = makeBackup({databaseOf(**workspace), workspacePath, (*workspace)->registries()},
        BackupKind::beforeRestore, needed);
    if (!kept && kept.error().kind == ErrorKind::refused)
        return std::nullopt;
    COOP_TRY(kept);
    workspace->reset();
    for (const QString& ending : companions)
        if (QFileInfo::exists(workspacePath + ending))
            return fail(ErrorKind::inUse,
                QStringLiteral("“%1”还被另一个窗口或程序打开着，请关闭以后再恢复")
                    .arg(QDir::toNativeSeparators(workspacePath)));
    return kept->backup.file;
}

Result<QList<Person>> peopleOf(const QString& backup)
{
    const auto source = Workspace::open(backup, Workspace::Access::read);
    return source ? people(**source) : fail(source.error());
}

/// Makes a workspace of a copy: the restoring stands in its history as the newest step.
void noteRestore(SQLite::Database& copy, const QString& who, const QString& backup)
{
    appendToChangeLog(
        copy, {who, Door::restore, QStringLiteral("恢复备份：%1").arg(QFileInfo(backup).fileName())}, 0, {});
}
} // namespace

Result<> takeFromBackup(
    const QString& backup, const PartFile& part, const std::function<void(SQLite::Database& copy)>& finish)
{
    COOP_TRY(verifyCopy(backup));
    const auto source = Workspace::open(backup, Workspace::Access::read);
    COOP_TRY(source);
    return writeChecked(
        {databaseOf(**source), backup, (*source)->registries()}, part, [&](SQLite::Database& copy) {
            removeSeal(copy); // from here on it is a workspace like any other
            if (finish)
                finish(copy);
        });
}

Result<Restored> restore(
    const QString& backup, const QString& workspacePath, const QString& who, const QString& passphrase)
{
    const QFileInfo place(workspacePath);
    if (place.exists() && place.canonicalFilePath() == QFileInfo(backup).canonicalFilePath())
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”是备份本身，请写出要恢复成的工作区文件名")
                .arg(QDir::toNativeSeparators(workspacePath)));
    if ((place.exists() && !place.isFile()) || !QFileInfo(place.absolutePath()).isDir())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能写入“%1”，请写出一个已有文件夹里的文件名")
                .arg(QDir::toNativeSeparators(workspacePath)));
    // Held until the new file is in place, so that nobody writes to the old one in between.
    const auto lock = FileLock::take(workspacePath);
    COOP_TRY(lock);
    PartFile part(place.exists() ? place.canonicalFilePath() : workspacePath);
    COOP_TRY(takeFromBackup(backup, part, [&](SQLite::Database& copy) { noteRestore(copy, who, backup); }));

    Restored restored;
    std::optional<QString> kept;
    if (place.exists()) {
        const auto listed = peopleOf(backup);
        COOP_TRY(listed);
        auto keeping = keepWorkspace(workspacePath, who, passphrase, backup, *listed);
        COOP_TRY(keeping);
        kept = *keeping;
    }
    // Also when there is no workspace: what SQLite left beside the old one must never be taken for the new
    // one's.
    MovedAside aside(workspacePath);
    if (!kept)
        COOP_TRY(aside.move());
    (*lock)->letGoOfFile();
    COOP_TRY(part.replace());
    restored.replaced = kept ? *kept : aside.stay();
    return restored;
}

} // namespace coop
