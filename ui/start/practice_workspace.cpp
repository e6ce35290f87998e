#include "ui/start/practice_workspace.h"

#include "core/store/copies/backup.h"
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/program_data.h"
#include "ui/session/settings.h"
#include "ui/session/waiting.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

QString practiceFile()
{
    return settings::documentsFolder() + QStringLiteral("/农服图练习/练习.gpkg");
}

Result<> makePractice(QWidget& window)
{
    const auto plan = examplePlan();
    COOP_TRY(plan);
    const QString path = practiceFile();
    if (!QDir().mkpath(QFileInfo(path).path()))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”建不了，请检查位置和权限")
                .arg(QDir::toNativeSeparators(QFileInfo(path).path())));
    auto made = waitFor(window, QStringLiteral("正在准备练习工作区…"), [path, id = *plan]() -> Result<> {
        COOP_TRY(newWorkspace({.path = path,
            .plan = id,
            .who = QStringLiteral("练习填报人"),
            .example = true,
            .practice = true}));
        return {};
    });
    return made;
}

Result<> removePractice()
{
    const QString path = practiceFile();
    if (QFileInfo::exists(path)) {
        const auto held = Workspace::open(path, Workspace::Access::write); // nobody else has it open
        if (!held && held.error().kind != ErrorKind::notAWorkspace) // a damaged one may go
            return fail(held.error());
        if (held && !(*held)->isPractice())
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”不是练习工作区，没有删除。请把它移到别的文件夹")
                    .arg(QDir::toNativeSeparators(path)));
    }
    QDir(backupFolder(path)).removeRecursively();
    for (const char* each : {"", "-wal", "-shm"})
        if (QFile file(path + QLatin1String(each)); file.exists() && !file.remove())
            return fail(ErrorKind::fileUnwritable,
                QStringLiteral("“%1”删除不了，请检查是否在别的程序里打开着")
                    .arg(QDir::toNativeSeparators(file.fileName())));
    return {};
}

} // namespace coop
