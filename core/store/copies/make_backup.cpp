#include "core/store/copies/make_backup.h"

#include "core/store/copies/backup_names.h"
#include "core/store/copies/backup_retention.h"
#include "core/store/copies/content_seal.h"
#include "core/store/copies/second_place.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

Result<BackupDone> makeBackup(const CopySource& source, BackupKind kind, const QString& keep)
{
    const QString folder = backupFolder(source.path);
    const QString baseName = backupBaseName(source.path);
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能建立备份文件夹“%1”，请检查那里是否允许写入、是否有同名的文件")
                .arg(QDir::toNativeSeparators(folder)));
    removeLeftovers(folder, baseName);
    const QDateTime now = QDateTime::currentDateTime();
    QString file = freeBackupFile(folder, baseName, now, kind);
    PartFile part(file);
    COOP_TRY(writeChecked(source, part, seal));
    auto placed = part.putInPlace();
    while (!placed && QFileInfo::exists(file)) { // another program made one in the same second
        file = freeBackupFile(folder, baseName, now, kind);
        placed = part.putInPlace(file);
    }
    COOP_TRY(placed);
    putAwayOldBackups(folder, baseName, now, keep);
    BackupDone done{Backup{file, kind, now, QFileInfo(file).size()}, {}};
    if (const QString second = secondPlace(source.path); !second.isEmpty())
        if (const auto copied = copyToSecondPlace(file, second, baseName, source.registries); !copied)
            done.warnings += copied.error().text;
    return done;
}

} // namespace coop
