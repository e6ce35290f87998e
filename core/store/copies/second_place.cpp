#include "core/store/copies/second_place.h"

#include "core/base/files/disk.h"
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
#include <QStorageInfo>
#include <QUuid>

namespace coop
{

namespace
{
const QString settingsName = QStringLiteral("设置.json");
const QString secondKey = QStringLiteral("second");
const QString markKey = QStringLiteral("mark"); ///< what stands in the mark of the place
const QString belowKey = QStringLiteral("below"); ///< the place's folder below the root of its disk
const QString markName = QStringLiteral(".coopmap-place");

QByteArray markOf(const QString& folder)
{
    QFile file(QDir(folder).filePath(markName));
    constexpr qint64 longest = 64;
    return file.open(QIODevice::ReadOnly) ? file.read(longest) : QByteArray();
}

/// The place's mark, made when it has none; empty when it takes none, and is then known by its path alone.
QByteArray marked(const QString& folder)
{
    if (QByteArray mark = markOf(folder); !mark.isEmpty())
        return mark;
    const QByteArray mark = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QSaveFile file(QDir(folder).filePath(markName));
    return file.open(QIODevice::WriteOnly) && file.write(mark) == mark.size() && file.commit() ? mark
                                                                                               : QByteArray();
}

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
                       QStringLiteral("不能写入“%1”，请检查文件夹是否允许写入、磁盘是否已满")
                           .arg(QDir::toNativeSeparators(file)));
}
} // namespace

QString secondPlace(const QString& workspacePath)
{
    return secondPlaceOn(workspacePath, diskRoots);
}

QString secondPlaceOn(const QString& workspacePath, const std::function<QStringList()>& roots)
{
    QFile file(settingsFile(workspacePath));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject settings = QJsonDocument::fromJson(file.readAll()).object();
    QString folder = settings[secondKey].toString();
    const QByteArray mark = settings[markKey].toString().toLatin1();
    if (folder.isEmpty() || mark.isEmpty() || markOf(folder) == mark)
        return folder;
    // The stick has another letter or is mounted elsewhere today.
    const auto disks = roots();
    for (const QString& root : disks)
        if (const QString there = QDir(root).filePath(settings[belowKey].toString()); markOf(there) == mark)
            return QDir::cleanPath(there);
    return folder;
}

Result<> setSecondPlace(const Workspace& workspace, const QString& who, const QString& folder)
{
    // Everybody's backups go there, too.
    COOP_TRY(may(workspace, who, Deed::keepBackups));
    const QString& workspacePath = workspace.path();
    if (folder.isEmpty())
        return QFileInfo::exists(settingsFile(workspacePath)) ? writeSettings(workspacePath, {}) : Result<>();
    const QFileInfo place(folder);
    if (!place.isDir() || !takesFiles(place.filePath()))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("第二存放处“%1”不是可以写入的文件夹，请插好 U 盘或另选一个文件夹")
                .arg(QDir::toNativeSeparators(folder)));
    if (QDir(place.absoluteFilePath()) == QDir(backupFolder(workspacePath)))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”就是备份文件夹本身，请为第二存放处另选一个文件夹")
                .arg(QDir::toNativeSeparators(folder)));
    const QString root = QStorageInfo(place.absoluteFilePath()).rootPath();
    return writeSettings(workspacePath,
        {{secondKey, place.absoluteFilePath()},
            {markKey, QString::fromLatin1(marked(place.absoluteFilePath()))},
            {belowKey, QDir(root).relativeFilePath(place.absoluteFilePath())}});
}

Result<> copyToSecondPlace(
    const QString& backup, const QString& folder, const QString& baseName, const Registries& registries)
{
    const auto warning = [&](const QString& why) {
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("备份没有存到第二存放处“%1”：%2。本机的备份“%3”是好的")
                .arg(QDir::toNativeSeparators(folder), why, QFileInfo(backup).fileName()));
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
