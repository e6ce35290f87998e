#include "core/store/undo/undo.h"

#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
/// Where a workspace begins, and steps of 填报, 封存 and 口径: Ctrl+Z does not go back behind them. 恢复
/// changes no row by itself. What went to or came from another office cannot be taken back here alone.
const QList<Door> firstDoors{
    Door::making, Door::opened, Door::salvage, Door::filing, Door::task, Door::close, Door::decide};
const QList<Door> finalDoors = firstDoors
    + QList<Door>{Door::restore, Door::issue, Door::submit, Door::receipt, Door::offices, Door::keys};

/// ('new', 'opened' …)
QString sqlList(const QList<Door>& doors)
{
    QStringList words;
    for (const Door door : doors)
        words += u'\'' + toText(door) + u'\'';
    return u'(' + words.join(QStringLiteral(", ")) + u')';
}

Result<std::optional<UndoStep>> step(const Workspace& workspace, const QString& sql)
{
    return guarded(workspace.path(), [&]() -> Result<std::optional<UndoStep>> {
        SQLite::Statement query(databaseOf(workspace), sql.toStdString());
        if (!query.executeStep())
            return std::optional<UndoStep>();
        return std::optional(UndoStep{query.getColumn(0).getInt64(), textAt(query, 1), textAt(query, 2),
            QDateTime::fromString(textAt(query, 3), Qt::ISODateWithMs)});
    });
}

/// A merge, or the undoing (or redoing) of one.
Result<bool> isOfMerge(const Workspace& workspace, ChangeEntry entry)
{
    while (entry.undoes != 0) {
        auto original = historyEntry(workspace, entry.undoes, 0);
        COOP_TRY(original);
        entry = *original;
    }
    return entry.door == Door::merge;
}

Result<qint64> takeBack(Workspace& workspace, const Author& author, const ChangeEntry& entry)
{
    qint64 number = 0;
    const auto takes = [&](UnitOfWork& work) -> Result<> {
        const auto merge = isOfMerge(workspace, entry);
        COOP_TRY(merge);
        if (*merge) // its filings go back with it, as long as nobody has reviewed them
            COOP_TRY(work.overrule(true));
        return work.takeBack(entry);
    };
    COOP_TRY(inOneStep(workspace, author, takes, {.undoes = entry.entry, .entry = &number}));
    return number;
}

QString numbered(const ChangeEntry& entry)
{
    return QStringLiteral("第 %1 号修改（%2）").arg(entry.entry).arg(entry.reason);
}
} // namespace

Result<std::optional<UndoStep>> nextUndo(const Workspace& workspace)
{
    return step(workspace,
        QStringLiteral(
            "SELECT entry, reason, who, time FROM change_log l WHERE undoes IS NULL AND door NOT IN %1"
            // That somebody looked at personal data changed nothing.
            " AND EXISTS (SELECT 1 FROM change_rows c WHERE c.entry = l.entry)"
            " AND NOT EXISTS (SELECT 1 FROM change_log u WHERE u.undoes = l.entry"
            " AND NOT EXISTS (SELECT 1 FROM change_log r WHERE r.undoes = u.entry))"
            // Looks at later entries only: the window asks after every edit.
            " AND NOT EXISTS (SELECT 1 FROM change_log f WHERE f.entry > l.entry AND f.door IN %2)"
            " ORDER BY entry DESC LIMIT 1")
            .arg(sqlList(finalDoors), sqlList(firstDoors)));
}

Result<std::optional<UndoStep>> nextRedo(const Workspace& workspace)
{
    return step(workspace,
        QStringLiteral("SELECT u.entry, e.reason, u.who, u.time FROM change_log u JOIN change_log e"
                       " ON e.entry = u.undoes WHERE u.door = '%2'"
                       " AND u.entry > (SELECT coalesce(max(entry), 0) FROM change_log l WHERE undoes IS NULL"
                       " AND (door IN %1 OR EXISTS (SELECT 1 FROM change_rows c WHERE c.entry = l.entry)))"
                       " AND NOT EXISTS (SELECT 1 FROM change_log r WHERE r.undoes = u.entry)"
                       " ORDER BY u.entry DESC LIMIT 1")
            .arg(sqlList(finalDoors), toText(Door::undo)));
}

Result<qint64> undo(Workspace& workspace, Author author, qint64 number)
{
    const auto entry = historyEntry(workspace, number);
    COOP_TRY(entry);
    if (entry->undoes != 0)
        return fail(ErrorKind::refused,
            QStringLiteral("%1本身是撤销或重做，不能再撤销，请用“重做”或撤销原来的那一步")
                .arg(numbered(*entry)));
    if (entry->undone)
        return fail(ErrorKind::refused, numbered(*entry) + QStringLiteral("已经撤销过了"));
    if (!entry->door.isKnown())
        return fail(ErrorKind::newerVersion,
            QStringLiteral("%1的来源%2本程序不认识，不能撤销，请用写下它的、较新的程序")
                .arg(numbered(*entry), entry->door.shownWord()));
    if (finalDoors.contains(*entry->door.value()))
        return fail(ErrorKind::refused,
            numbered(*entry)
                + QStringLiteral("是工作区的起点、数据交换的收发，或填报、封存、口径的办理步骤，不能撤销。填"
                                 "报表请用退回或更正，"
                                 "要回到更早的内容请从备份恢复"));
    author.door = Door::undo;
    if (author.reason.isEmpty())
        author.reason = QStringLiteral("撤销：") + entry->reason;
    return takeBack(workspace, author, *entry);
}

Result<qint64> redo(Workspace& workspace, Author author, qint64 number)
{
    const auto entry = historyEntry(workspace, number);
    COOP_TRY(entry);
    if (entry->door != Door::undo || entry->undone)
        return fail(ErrorKind::refused, numbered(*entry) + QStringLiteral("不是可以重做的撤销"));
    author.door = Door::redo;
    if (author.reason.isEmpty()) {
        const auto original = historyEntry(workspace, entry->undoes, 0);
        author.reason = QStringLiteral("重做：") + (original ? original->reason : entry->reason);
    }
    return takeBack(workspace, author, *entry);
}

} // namespace coop
