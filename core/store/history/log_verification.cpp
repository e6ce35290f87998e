#include "core/store/history/log_verification.h"

#include "core/store/file/column_text.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/log_chain.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
/// Goes along the log from its first entry to its last.
class LogWalk
{
public:
    explicit LogWalk(const SQLite::Database& connection)
        : database(connection)
        , rows(connection,
              "SELECT registry, row_id, code, op, fields, seq FROM change_rows WHERE entry = ? ORDER BY seq")
    {
    }

    QList<LogProblem> problems()
    {
        SQLite::Statement heads(database,
            "SELECT entry, time, who, door, reason, undoes, prev_hash, hash FROM change_log ORDER BY entry");
        while (heads.executeStep())
            lookAt(heads);
        lookAtEnd();
        return found;
    }

private:
    void lookAt(const SQLite::Statement& head)
    {
        checkTypes(head);
        const qint64 entry = head.getColumn(0).getInt64();
        if (entry != last + 1 || bytesAt(head, 6) != lastHash)
            add(entry, QStringLiteral("修改记录第 %1 号与前一号接不上，中间的记录被删除或改动过").arg(entry));
        if (hashOf(head, entry) != bytesAt(head, 7) || !wellTyped)
            add(entry, QStringLiteral("修改记录第 %1 号的内容在程序之外被改动过").arg(entry));
        last = entry;
        lastHash = bytesAt(head, 7);
    }
    /// Before any value is read as text: reading makes a text of it.
    void checkTypes(const SQLite::Statement& head)
    {
        wellTyped = true;
        for (const int column : {1, 2, 3, 4, 6, 7})
            needType(head, column, SQLITE_TEXT);
        if (!head.getColumn(5).isNull())
            needType(head, 5, SQLITE_INTEGER);
    }
    QByteArray hashOf(const SQLite::Statement& head, qint64 entry)
    {
        EntryHash hash(bytesAt(head, 6));
        hash.add(entry);
        for (int i = 1; i <= 4; ++i)
            hash.add(bytesAt(head, i));
        hash.add(qint64(head.getColumn(5).getInt64()));
        rows.reset();
        rows.bind(1, int64_t(entry));
        for (qint64 seq = 1; rows.executeStep(); ++seq) {
            for (const int column : {0, 2, 3, 4})
                needType(rows, column, SQLITE_TEXT);
            needType(rows, 1, SQLITE_INTEGER);
            wellTyped = wellTyped && rows.getColumn(5).getInt64() == seq;
            for (int i = 0; i < 5; ++i)
                hash.add(bytesAt(rows, i));
        }
        return hash.result();
    }
    /// The same bytes under another type would give the same hash.
    void needType(const SQLite::Statement& query, int column, int type)
    {
        wellTyped = wellTyped && query.getColumn(column).getType() == type;
    }
    void lookAtEnd()
    {
        if (metaValue(database, metaSchema).toInt() >= 2) {
            const QByteArray head = metaValue(database, metaLogHead);
            if (head != QByteArray::number(last) + ':' + lastHash)
                add(last,
                    QStringLiteral("修改记录的末尾与工作区登记的不一致（登记到第 %1 号，现在到第 %2 号），"
                                   "末尾的记录被删除、添加或改动过")
                        .arg(QString::fromLatin1(head.left(head.indexOf(':'))))
                        .arg(last));
        }
        SQLite::Statement lost(database,
            "SELECT DISTINCT entry FROM change_rows WHERE entry NOT IN (SELECT entry FROM change_log)");
        while (lost.executeStep())
            add(lost.getColumn(0).getInt64(),
                QStringLiteral("修改记录第 %1 号只剩内容，没有时间和姓名，被删除或改动过")
                    .arg(lost.getColumn(0).getInt64()));
    }
    void add(qint64 entry, const QString& text) { found += LogProblem{entry, text}; }

    const SQLite::Database& database;
    SQLite::Statement rows;
    QList<LogProblem> found;
    qint64 last = 0;
    QByteArray lastHash;
    bool wellTyped = true;
};
} // namespace

QList<LogProblem> verifyLog(const SQLite::Database& database)
{
    return LogWalk(database).problems();
}

Result<QList<LogProblem>> verifyChangeLog(const Workspace& workspace)
{
    return guarded(
        workspace.path(), [&]() -> Result<QList<LogProblem>> { return verifyLog(databaseOf(workspace)); });
}

} // namespace coop
