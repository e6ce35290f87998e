#include "core/store/copies/checked_copy.h"

#include "core/base/files/put_in_place.h"
#include "core/base/files/unfinished.h"
#include "core/store/copies/content_seal.h"
#include "core/store/file/column_text.h"
#include "core/store/file/guarded_connection.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/change_log.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
QString firstValue(const SQLite::Database& database, const char* sql)
{
    SQLite::Statement query(database, sql);
    return query.executeStep() ? textAt(query, 0) : QString();
}

/// A workspace's connection takes no writing statement, and to SQLite a copy is one.
class Writable
{
public:
    explicit Writable(const SQLite::Database& connection)
        : database(connection)
        , closed(firstValue(connection, "PRAGMA query_only") == u"1")
    {
        set("PRAGMA query_only = OFF");
    }
    ~Writable()
    {
        if (closed)
            set("PRAGMA query_only = ON");
    }
    Q_DISABLE_COPY(Writable)

private:
    void set(const char* sql) { sqlite3_exec(database.getHandle(), sql, nullptr, nullptr, nullptr); }
    const SQLite::Database& database;
    bool closed;
};

Error copyError(const SQLite::Exception& exception, const QString& source, const QString& copy)
{
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorKind::refused,
            QStringLiteral(
                "“%1”有读不出来的地方，可能已经损坏，所以没有备份；请先做“体检”，再恢复一个好的备份")
                .arg(QDir::toNativeSeparators(source))};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return errorOf(exception, source);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("不能写入“%1”，请检查文件夹是否还在、是否允许写入")
                .arg(QDir::toNativeSeparators(copy))};
    default:
        return errorOf(exception, copy);
    }
}

void vacuumInto(const SQLite::Database& source, const QString& copy)
{
    const Writable open(source);
    SQLite::Statement vacuum(source, "VACUUM INTO ?");
    vacuum.bind(1, copy.toStdString());
    vacuum.exec();
}

/// The commit brings the whole file to the disk.
void settle(const QString& copy, const std::function<void(SQLite::Database&)>& finish)
{
    SQLite::Database database(copy.toStdString(), SQLite::OPEN_READWRITE);
    guardConnection(database);
    // A workspace with triggers of strangers may be read, so it may be copied; they must not run here.
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    database.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    finish(database);
    transaction.commit();
}

/// What is wrong with the content of a file that opens, in a few words; empty when it is whole.
Result<QString> faultOf(const Workspace& workspace)
{
    const SQLite::Database& database = databaseOf(workspace);
    if (firstValue(database, "PRAGMA integrity_check(1)") != u"ok")
        return QStringLiteral("文件有损坏的地方");
    if (SQLite::Statement(database, "PRAGMA foreign_key_check").executeStep())
        return QStringLiteral("有的行所引用的行不在了");
    if (!sealFits(database))
        return QStringLiteral("内容与备份时不一样");
    const auto problems = verifyChangeLog(workspace);
    COOP_TRY(problems);
    return problems->isEmpty() ? QString() : problems->first().text;
}

/// The same of any file. Whatever SQLite says of a file that was damaged just so is a fault of the file.
Result<QString> faultOf(const QString& file, const Registries& registries)
{
    try {
        const auto workspace = Workspace::open(file, Workspace::Access::read, registries);
        return workspace ? faultOf(**workspace) : fail(workspace.error());
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xff;
        const bool damaged = code == SQLITE_ERROR || code == SQLITE_CORRUPT || code == SQLITE_NOTADB
            || code == SQLITE_MISMATCH || code == SQLITE_SCHEMA;
        if (!damaged)
            return fail(errorOf(exception, file));
        return QStringLiteral("文件有损坏的地方");
    }
}
} // namespace

PartFile::PartFile(QString wanted)
    : place(std::move(wanted))
    , file(unfinishedName(QFileInfo(place).absolutePath()))
{
    removeUnfinished(QFileInfo(place).absolutePath());
}

PartFile::~PartFile()
{
    remove();
}

void PartFile::remove() const
{
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QLatin1String(ending));
}

Result<> PartFile::putInPlace()
{
    return putInFreePlace({file, place});
}

Result<> PartFile::putInPlace(const QString& otherPlace)
{
    place = otherPlace;
    return putInPlace();
}

Result<> PartFile::replace()
{
    return coop::putInPlace({{file, place}});
}

Result<> writeChecked(
    const CopySource& source, const PartFile& part, const std::function<void(SQLite::Database&)>& finish)
{
    if (sqlite3_get_autocommit(source.database.getHandle()) == 0)
        return fail(ErrorKind::inUse, QStringLiteral("上一步修改还没有结束，请稍后再试"));
    try {
        vacuumInto(source.database, part.path());
        settle(part.path(), finish);
    } catch (const SQLite::Exception& exception) {
        return fail(copyError(exception, source.path, part.target()));
    }
    const auto fault = faultOf(part.path(), source.registries);
    if (fault && fault->isEmpty())
        return {};
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”的副本没有通过检查（%2），没有留下。请先对“%1”做“体检”，再恢复一个好的备份")
            .arg(QDir::toNativeSeparators(source.path), fault ? *fault : fault.error().text));
}

Result<> verifyFile(const QString& file, const Registries& registries)
{
    const auto fault = faultOf(file, registries);
    COOP_TRY(fault);
    if (fault->isEmpty())
        return {};
    return fail(ErrorKind::refused,
        QStringLiteral("“%1”没有通过检查（%2），不能使用，请换一个备份")
            .arg(QDir::toNativeSeparators(file), *fault));
}

} // namespace coop
