#include "core/store/copies/trial_copy.h"

#include "core/base/files/unfinished.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QFileInfo>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
/// Page by page as the connection sees it, with what stands in the -wal only. Nothing of it has to outlast a
/// power cut.
void copyPages(SQLite::Database& source, const QString& file)
{
    SQLite::Database target(file.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    target.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF");
    SQLite::Backup pages(target, source);
    if (const int code = pages.executeStep(-1); code != SQLITE_DONE)
        throw SQLite::Exception("copy for a trial", code);
}
} // namespace

TrialCopy::TrialCopy(std::unique_ptr<Workspace> read)
    : source(std::move(read))
{
}

TrialCopy::~TrialCopy()
{
    copy.reset();
    if (!folder.isEmpty())
        QDir(folder).removeRecursively();
}

Result<std::unique_ptr<TrialCopy>> TrialCopy::of(std::unique_ptr<Workspace> source)
{
    std::unique_ptr<TrialCopy> trial(new TrialCopy(std::move(source)));
    COOP_TRY(trial->make());
    return trial;
}

Result<> TrialCopy::make()
{
    removeUnfinished(QDir::tempPath());
    const QString place = unfinishedName(QDir::tempPath());
    if (!QDir().mkdir(place, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("临时文件夹“%1”不能写入，不能先试一遍，请检查它是否还在、是否允许写入")
                .arg(QDir::toNativeSeparators(QDir::tempPath())));
    folder = place;
    const QString file = QDir(folder).filePath(QFileInfo(source->path()).fileName());
    try {
        copyPages(databaseOf(*source), file);
    } catch (const SQLite::Exception& exception) {
        if ((exception.getErrorCode() & 0xff) == SQLITE_FULL)
            return fail(ErrorKind::fileUnwritable,
                QStringLiteral("临时文件夹“%1”所在的磁盘已满，不能先试一遍，请腾出空间以后再试")
                    .arg(QDir::toNativeSeparators(QDir::tempPath())));
        return fail(errorOf(exception, source->path()));
    }
    auto opened = Workspace::open(file, Workspace::Access::write, source->registries());
    if (!opened)
        return fail(opened.error().kind, QString(opened.error().text).replace(file, source->path()));
    copy = std::move(*opened);
    copy->continueAs(source->signedIn());
    return {};
}

} // namespace coop
