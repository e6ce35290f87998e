#include "core/store/file/workspace_file.h"

#include "core/base/files/disk.h"
#include "core/base/files/file_name.h"
#include "core/store/file/file_mark.h"
#include "core/store/file/guarded_connection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QUrl>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <optional>
#include <sqlite3.h>

namespace coop
{

namespace
{
const QByteArray sqliteMagic("SQLite format 3\0", 16);

/// The first bytes of a file, read as SQLite reads it: closing a handle of our own would lose the locks that
/// this process's connections hold on it (POSIX). Nothing when it cannot be opened.
std::optional<QByteArray> beginningOf(const QString& path)
{
    sqlite3* connection = nullptr;
    std::optional<QByteArray> bytes;
    sqlite3_file* file = nullptr;
    if (sqlite3_open_v2(path.toUtf8().constData(), &connection, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK
        && sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK
        && file->pMethods) {
        bytes = QByteArray(sqliteMagic.size(), '\0');
        file->pMethods->xRead(file, bytes->data(), int(bytes->size()), 0); // a short file gives noughts
    }
    sqlite3_close(connection);
    return bytes;
}
} // namespace

bool isOnNetwork(const QString& path)
{
    // \\server\share; \\?\C:\ is of this computer. By hand: QDir::fromNativeSeparators takes \\?\ away, and
    // UNC\server stays.
    const QString name = QString(path).replace(u'\\', u'/');
    const bool device = name.startsWith(QStringLiteral("//?/")) || name.startsWith(QStringLiteral("//./"));
    if (device ? name.sliced(4).startsWith(QStringLiteral("UNC/"), Qt::CaseInsensitive)
               : name.startsWith(QStringLiteral("//")))
        return true;
    if (isServersDrive(path))
        return true;
    const QByteArray type = QStorageInfo(QFileInfo(path).absolutePath()).fileSystemType().toLower();
    for (const char* network : {"nfs", "cifs", "smb", "sshfs", "webdav", "9p"})
        if (type.contains(network))
            return true;
    return false;
}

Result<> mayCreate(const QString& path)
{
    const QFileInfo file(path);
    if (file.exists())
        return fail(ErrorKind::fileUnwritable,
            file.isDir()
                ? QStringLiteral("“%1”是一个文件夹，请写出新工作区的文件名")
                      .arg(QDir::toNativeSeparators(path))
                : QStringLiteral("文件“%1”已经存在，请换一个文件名").arg(QDir::toNativeSeparators(path)));
    COOP_TRY(nameIsGood(path));
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不存在，请先建立或换一个文件夹")
                .arg(QDir::toNativeSeparators(folder.filePath())));
    if (!takesFiles(folder.filePath()))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不允许写入，请换一个文件夹")
                .arg(QDir::toNativeSeparators(folder.filePath())));
    return {};
}

Result<> mayOpen(const QString& path, bool forWriting)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("找不到工作区文件“%1”，请检查路径").arg(QDir::toNativeSeparators(path)));
    if (info.isDir())
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”是一个文件夹，请选择其中的工作区文件（*.gpkg）")
                .arg(QDir::toNativeSeparators(path)));
    if (!info.isFile()) // opening a pipe would wait for ever
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”不是普通文件（是设备或管道），请选择工作区文件（*.gpkg）")
                .arg(QDir::toNativeSeparators(path)));
    const auto beginning = beginningOf(path);
    if (!beginning)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("没有权限读取文件“%1”").arg(QDir::toNativeSeparators(path)));
    if (*beginning != sqliteMagic)
        return fail(ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”不是本程序的工作区，请选择用“新建工作区”建立的文件")
                .arg(QDir::toNativeSeparators(path)));
    if (forWriting && !info.isWritable())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件“%1”是只读的，请取消只读属性，或复制到可以写入的文件夹以后再打开")
                .arg(QDir::toNativeSeparators(path)));
    return {};
}

namespace
{
std::unique_ptr<SQLite::Database> openAs(const QString& path, int how)
{
    return std::make_unique<SQLite::Database>(path.toStdString(), how, busyTimeoutMs);
}

bool isBeside(const QString& path, const char* ending)
{
    return QFileInfo::exists(QFileInfo(path).canonicalFilePath() + QLatin1String(ending));
}

/// A first look, with the guards that hold before the schema is known.
std::unique_ptr<SQLite::Database> lookedAt(std::unique_ptr<SQLite::Database> database)
{
    guardConnection(*database);
    if (!database->tableExists("coop_meta"))
        throw SQLite::Exception("no coop_meta", SQLITE_NOTADB);
    return database;
}

/// A reader may not take back what a write that was cut off (full disk, power) left in the journal; a writer
/// does so with its first look. Nor may it make the files that a copy of an open workspace asks for in a
/// folder where nothing can be written.
std::unique_ptr<SQLite::Database> openToRead(const QString& path)
{
    try {
        return lookedAt(openAs(path, SQLite::OPEN_READONLY));
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xff;
        const bool plain = !isBeside(path, "-wal") && !isBeside(path, "-journal");
        if (plain && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY))
            return lookedAt(std::make_unique<SQLite::Database>(
                fileUri(path, "immutable=1"), SQLite::OPEN_READONLY | SQLite::OPEN_URI));
        if (code != SQLITE_READONLY)
            throw;
    }
    (void)lookedAt(openAs(path, SQLite::OPEN_READWRITE));
    return lookedAt(openAs(path, SQLite::OPEN_READONLY));
}
} // namespace

std::string fileUri(const QString& path, const char* parameters)
{
    const QString slashes = QDir::fromNativeSeparators(QFileInfo(path).absoluteFilePath());
    const char* root = slashes.startsWith(u'/') ? "file://" : "file:///"; // C:/…
    return root + QUrl::toPercentEncoding(slashes, "/:").toStdString() + '?' + parameters;
}

std::unique_ptr<SQLite::Database> openDatabase(const QString& path, bool forWriting)
{
    return forWriting ? lookedAt(openAs(path, SQLite::OPEN_READWRITE)) : openToRead(path);
}

Result<> soundEnoughToWrite(const SQLite::Database& database, const QString& path)
{
    SQLite::Statement check(database, "PRAGMA quick_check(1)");
    if (check.executeStep() && check.getColumn(0).getString() == "ok")
        return {};
    return fail(ErrorKind::notAWorkspace,
        QStringLiteral(
            "文件“%1”已经损坏，为免损失更多，不再写入。请用最近的备份恢复，或把还能读出的内容抢救到新工作区")
            .arg(QDir::toNativeSeparators(path)));
}

Result<> stillInPlace(const SQLite::Database& database, const FileMark& mark, const QString& path)
{
    int moved = 0; // Windows keeps open files from that and knows no such question
    sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved == 0 && mark.look(path) == FileMark::Seen::same)
        return {};
    return fail(ErrorKind::fileUnwritable,
        QStringLiteral("文件“%1”在打开期间被移走、删除或换成了别的文件，这一步没有写入。"
                       "请用“另存副本”把现在的内容存到别处，再重新打开")
            .arg(QDir::toNativeSeparators(path)));
}

void prepareForWriting(SQLite::Database& database, const QString& path)
{
    if (!isOnNetwork(path))
        database.exec("PRAGMA journal_mode = WAL");
    // 64 MB of pages: an import of 100,000 rows then touches the disk once.
    database.exec("PRAGMA cache_size = -65536; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
                  "query_only = ON");
}

bool leaveOneFile(SQLite::Database& database, const FileMark& mark, const QString& path) noexcept
{
    if (mark.look(path) != FileMark::Seen::same) {
        // What this program wrote is in its file already; a -wal must not be written into another one.
        sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        return false;
    }
    sqlite3_busy_timeout(database.getHandle(), 0);
    database.tryExec("PRAGMA query_only = OFF; PRAGMA journal_mode = DELETE");
    return true;
}

void removeLeftBehind(const QString& path, bool settled) noexcept
{
    // Another file under this name may be in use with a -wal of its own; only one that still holds what was
    // meant for the file before must go, or it would be taken for that file's.
    if (settled && QFileInfo::exists(path))
        return;
    for (const char* ending : {"-wal", "-shm"})
        QFile::remove(path + QLatin1String(ending));
}

} // namespace coop
