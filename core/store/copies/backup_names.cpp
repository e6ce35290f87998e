#include "core/store/copies/backup_names.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace coop
{

namespace
{
constexpr std::array kinds{BackupKind::daily, BackupKind::beforeMigration, BackupKind::beforeImport,
    BackupKind::beforeMerge, BackupKind::beforeRestore, BackupKind::byHand};
const QString timeFormat = QStringLiteral("yyyyMMdd-HHmmss");

QRegularExpression namePattern(const QString& baseName, const char* ending)
{
    QStringList titles;
    for (const BackupKind kind : kinds)
        titles += backupKindTitle(kind);
    return QRegularExpression(
        QStringLiteral("^%1-(\\d{8}-\\d{6})-(%2)(?:-(\\d{1,6}))?%3$")
            .arg(QRegularExpression::escape(baseName), titles.join(u'|'), QLatin1String(ending)));
}

BackupKind kindOf(const QString& title)
{
    return *std::find_if(
        kinds.begin(), kinds.end(), [&](BackupKind kind) { return backupKindTitle(kind) == title; });
}
} // namespace

QString backupKindTitle(BackupKind kind)
{
    switch (kind) {
    case BackupKind::daily:
        return QStringLiteral("每日");
    case BackupKind::beforeMigration:
        return QStringLiteral("升级前");
    case BackupKind::beforeImport:
        return QStringLiteral("导入前");
    case BackupKind::beforeMerge:
        return QStringLiteral("合并前");
    case BackupKind::beforeRestore:
        return QStringLiteral("恢复前");
    case BackupKind::byHand:
        break;
    }
    return QStringLiteral("手动");
}

QString backupBaseName(const QString& workspacePath)
{
    return QFileInfo(workspacePath).completeBaseName();
}

QList<Backup> backupsIn(const QString& folder, const QString& baseName)
{
    struct Named {
        Backup backup;
        int number;
    };
    const QRegularExpression pattern = namePattern(baseName, "\\.gpkg");
    QList<Named> found;
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files)) {
        const QRegularExpressionMatch name = pattern.match(file.fileName());
        const QDateTime time = QDateTime::fromString(name.captured(1), timeFormat);
        if (name.hasMatch() && time.isValid())
            found += Named{{file.filePath(), kindOf(name.captured(2)), time, file.size()},
                name.captured(3).isEmpty() ? 1 : name.captured(3).toInt()};
    }
    std::sort(found.begin(), found.end(), [](const Named& a, const Named& b) {
        return std::tie(a.backup.time, a.number, a.backup.file)
            > std::tie(b.backup.time, b.number, b.backup.file);
    });
    QList<Backup> list;
    for (const Named& each : found)
        list += each.backup;
    return list;
}

QString freeBackupFile(const QString& folder, const QString& baseName, const QDateTime& time, BackupKind kind)
{
    const QString start = QStringLiteral("%1/%2-%3-").arg(folder, baseName, time.toString(timeFormat));
    // The number counts all kinds, so that it says which of one second came last.
    const auto isTaken = [&](const QString& number) {
        return std::any_of(kinds.begin(), kinds.end(), [&](BackupKind each) {
            const QString file = start + backupKindTitle(each) + number + QStringLiteral(".gpkg");
            return QFileInfo::exists(file) || QFileInfo::exists(file + QStringLiteral(".part"));
        });
    };
    QString number;
    for (int next = 2; isTaken(number); ++next)
        number = QStringLiteral("-%1").arg(next);
    return start + backupKindTitle(kind) + number + QStringLiteral(".gpkg");
}

void removeLeftovers(const QString& folder, const QString& baseName)
{
    const QRegularExpression pattern = namePattern(baseName, "\\.gpkg\\.part(?:-wal|-shm|-journal)?");
    const QDateTime lately = QDateTime::currentDateTime().addSecs(-3600);
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files))
        if (pattern.match(file.fileName()).hasMatch() && file.lastModified() < lately)
            QFile::remove(file.filePath());
}

} // namespace coop
