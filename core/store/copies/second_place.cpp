#include "core/store/copies/second_place.h"

#include "core/store/copies/backup_names.h"
#include "core/store/copies/backup_retention.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/copies/content_seal.h"
#include "core/store/people/rights.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace coop
{

namespace
{
const QString settingsName = QStringLiteral("设置.json");
const QString secondKey = QStringLiteral("second");

QString settingsFile(const QString& workspacePath)
{
    return QStringLiteral("%1/%2").arg(backupFolder(workspacePath), settingsName);
}

Result<> writeSettings(const QString& workspacePath, const QJsonObject& settings)
{
    const QString file = settingsFile(workspacePath);
    QSaveFile out(file);
    const bool written = QDir().mkpath(backupFolder(workspacePath)) && out.open(QIODevice::WriteOnly)
        && out.write(QJsonDocument(settings).toJson()) >= 0 && out.commit();
    return written ? Result<>()
                   : fail(ErrorKind::fileUnwritable,
                       QStringLiteral("不能写入“%1”，请检查文件夹是否允许写入、磁盘是否已满").arg(file));
}
} // namespace

QString secondPlace(const QString& workspacePath)
{
    QFile file(settingsFile(workspacePath));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object()[secondKey].toString();
}

Result<> setSecondPlace(const Workspace& workspace, const QString& who, const QString& folder)
{
    // Everybody's backups go there, too.
    COOP_TRY(may(workspace, who, Deed::keepBackups));
    const QString& workspacePath = workspace.path();
    if (folder.isEmpty())
        return QFileInfo::exists(settingsFile(workspacePath)) ? writeSettings(workspacePath, {}) : Result<>();
    const QFileInfo place(folder);
    if (!place.isDir() || !place.isWritable())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("第二存放处“%1”不是可以写入的文件夹，请插好 U 盘或另选一个文件夹").arg(folder));
    if (QDir(place.absoluteFilePath()) == QDir(backupFolder(workspacePath)))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”就是备份文件夹本身，请为第二存放处另选一个文件夹").arg(folder));
    return writeSettings(workspacePath, {{secondKey, place.absoluteFilePath()}});
}

Result<> copyToSecondPlace(
    const QString& backup, const QString& folder, const QString& baseName, const Registries& registries)
{
    const auto warning = [&](const QString& why) {
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("备份没有存到第二存放处“%1”：%2。本机的备份“%3”是好的")
                .arg(folder, why, QFileInfo(backup).fileName()));
    };
    if (!QFileInfo(folder).isDir())
        return warning(QStringLiteral("文件夹不在，请插上 U 盘，或在设置里另选一个文件夹"));
    removeLeftovers(folder, baseName);
    const auto source = Workspace::open(backup, Workspace::Access::read, registries);
    if (!source)
        return warning(source.error().text);
    PartFile part(QDir(folder).filePath(QFileInfo(backup).fileName()));
    auto copied = writeChecked({databaseOf(**source), backup, registries}, part, seal);
    if (copied)
        copied = part.putInPlace();
    if (!copied)
        return warning(copied.error().text);
    putAwayOldBackups(folder, baseName, QDateTime::currentDateTime(), {});
    return {};
}

} // namespace coop
