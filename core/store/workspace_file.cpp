#include "core/store/workspace_file.h"

#include "core/store/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
constexpr int busyTimeoutMs = 2000;
const QByteArray sqliteMagic("SQLite format 3\0", 16);

bool isOnNetwork(const QString& path)
{
    if (path.startsWith(QStringLiteral("//")) || path.startsWith(QStringLiteral("\\\\")))
        return true;
    const QByteArray type = QStorageInfo(QFileInfo(path).absolutePath()).fileSystemType().toLower();
    for (const char* network : {"nfs", "cifs", "smb", "sshfs", "webdav", "9p"})
        if (type.contains(network))
            return true;
    return false;
}
} // namespace

Result<> mayCreate(const QString& path)
{
    const QFileInfo file(path);
    if (file.exists())
        return fail(ErrorKind::fileUnwritable,
            file.isDir() ? QStringLiteral("“%1”是一个文件夹，请写出新工作区的文件名").arg(path)
                         : QStringLiteral("文件“%1”已经存在，请换一个文件名").arg(path));
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不存在，请先建立或换一个文件夹").arg(folder.filePath()));
    if (!folder.isWritable())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不允许写入，请换一个文件夹").arg(folder.filePath()));
    return {};
}

Result<> mayOpen(const QString& path, bool forWriting)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::fileUnreadable, QStringLiteral("找不到工作区文件“%1”，请检查路径").arg(path));
    if (info.isDir())
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”是一个文件夹，请选择其中的工作区文件（*.gpkg）").arg(path));
    if (!info.isFile()) // opening a pipe would wait for ever
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”不是普通文件（是设备或管道），请选择工作区文件（*.gpkg）").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::fileUnreadable, QStringLiteral("没有权限读取文件“%1”").arg(path));
    if (file.read(sqliteMagic.size()) != sqliteMagic)
        return fail(ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”不是本程序的工作区，请选择用“新建工作区”建立的文件").arg(path));
    if (forWriting && !info.isWritable())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件“%1”是只读的，请取消只读属性，或复制到可以写入的文件夹以后再打开").arg(path));
    return {};
}

namespace
{
std::unique_ptr<SQLite::Database> openAs(const QString& path, int how)
{
    return std::make_unique<SQLite::Database>(path.toStdString(), how, busyTimeoutMs);
}

/// A reader may not take back what a write that was cut off (full disk, power) left in the journal; a writer
/// does so with its first look.
std::unique_ptr<SQLite::Database> openToRead(const QString& path)
{
    auto database = openAs(path, SQLite::OPEN_READONLY);
    try {
        (void)hasTable(*database, QStringLiteral("coop_meta"));
        return database;
    } catch (const SQLite::Exception& exception) {
        if (exception.getErrorCode() != SQLITE_READONLY)
            throw;
    }
    database.reset();
    (void)hasTable(*openAs(path, SQLite::OPEN_READWRITE), QStringLiteral("coop_meta"));
    return openAs(path, SQLite::OPEN_READONLY);
}
} // namespace

std::unique_ptr<SQLite::Database> openDatabase(const QString& path, bool forWriting)
{
    auto database = forWriting ? openAs(path, SQLite::OPEN_READWRITE) : openToRead(path);
    if (!hasTable(*database, QStringLiteral("coop_meta")))
        throw SQLite::Exception("no coop_meta", SQLITE_NOTADB);
    return database;
}

Result<> soundEnoughToWrite(const SQLite::Database& database, const QString& path)
{
    SQLite::Statement check(database, "PRAGMA quick_check(1)");
    if (check.executeStep() && check.getColumn(0).getString() == "ok")
        return {};
    return fail(ErrorKind::notAWorkspace,
        QStringLiteral(
            "文件“%1”已经损坏，为免损失更多，不再写入。请用最近的备份恢复，或把还能读出的内容抢救到新工作区")
            .arg(path));
}

Result<> stillInPlace(const SQLite::Database& database, const QString& path)
{
    int moved = 0;
    if (sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK)
        return {}; // this system does not let it happen
    if (moved == 0)
        return {};
    return fail(ErrorKind::fileUnwritable,
        QStringLiteral("文件“%1”在打开期间被移走、删除或换成了别的文件，这一步没有写入。"
                       "请用“另存副本”把现在的内容存到别处，再重新打开")
            .arg(path));
}

void prepareForWriting(SQLite::Database& database, const QString& path)
{
    if (!isOnNetwork(path))
        database.exec("PRAGMA journal_mode = WAL");
    // 64 MB of pages: an import of 100,000 rows then touches the disk once.
    database.exec("PRAGMA cache_size = -65536; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
                  "query_only = ON");
}

void leaveOneFile(SQLite::Database& database) noexcept
{
    database.setBusyTimeout(0);
    database.tryExec("PRAGMA query_only = OFF; PRAGMA journal_mode = DELETE");
}

} // namespace coop
