#include "core/store/history/change_log.h"

#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
QList<ChangedField> fieldsOf(const RegistrySpec* spec, const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QList<ChangedField> fields;
    if (!spec)
        return fields;
    for (const FieldSpec& field : spec->fields)
        if (const QJsonArray pair = object[field.id].toArray(); pair.size() == 2)
            fields += ChangedField{field.id, fromJson(field, pair[0]), fromJson(field, pair[1])};
    return fields;
}

/// A condition in SQL with the values to bind.
struct Condition {
    QString sql = QStringLiteral("1");
    QList<FieldValue> values{};

    void add(const QString& condition, const QList<FieldValue>& bound)
    {
        sql += QStringLiteral(" AND (%1)").arg(condition);
        values += bound;
    }
    int bindTo(SQLite::Statement& query) const
    {
        for (int i = 0; i < values.size(); ++i)
            bindValue(query, i + 1, values[i]);
        return int(values.size()) + 1;
    }
};

/// Which rows of change_rows a filter shows.
Condition rowCondition(const TableLayout* layout, const HistoryFilter& filter)
{
    Condition condition;
    if (!layout)
        return condition;
    const FieldValue registry(layout->spec->id);
    if (filter.row == 0) {
        condition.add(QStringLiteral("registry = ?"), {registry});
        return condition;
    }
    QString sql = QStringLiteral("(registry = ? AND row_id = ?)");
    QList<FieldValue> values{registry, FieldValue(filter.row)};
    for (const auto& child : layout->children) {
        // The child rows that were ever this row's.
        sql += QStringLiteral(
            " OR (registry = ? AND row_id IN (SELECT row_id FROM change_rows WHERE registry = ?"
            " AND ? IN (fields ->> '$.%1[0]', fields ->> '$.%1[1]')))")
                   .arg(child.spec->parentField);
        values += {FieldValue(child.spec->id), FieldValue(child.spec->id), FieldValue(filter.row)};
    }
    condition.add(sql, values);
    return condition;
}

/// The first moment of a local day as the log writes time.
QString startOf(const QDate& day)
{
    return day.startOfDay().toUTC().toString(Qt::ISODateWithMs);
}

Condition headCondition(const HistoryFilter& filter, const Condition& rows)
{
    Condition condition;
    if (!filter.who.isEmpty())
        condition.add(QStringLiteral("who = ?"), {FieldValue(filter.who)});
    if (filter.door)
        condition.add(QStringLiteral("door = ?"), {FieldValue(toText(*filter.door))});
    if (filter.from.isValid())
        condition.add(QStringLiteral("time >= ?"), {FieldValue(startOf(filter.from))});
    if (filter.to.isValid())
        condition.add(QStringLiteral("time < ?"), {FieldValue(startOf(filter.to.addDays(1)))});
    if (filter.before > 0)
        condition.add(QStringLiteral("entry < ?"), {FieldValue(filter.before)});
    if (!rows.values.isEmpty())
        condition.add(
            QStringLiteral("entry IN (SELECT entry FROM change_rows WHERE %1)").arg(rows.sql), rows.values);
    return condition;
}

/// Who, when and why of each entry.
QList<ChangeEntry> readHeads(const Workspace& workspace, const Condition& condition, int limit)
{
    // An entry is undone when one that takes it back stands; taken back itself, it does not.
    SQLite::Statement query(databaseOf(workspace),
        QStringLiteral(
            "SELECT entry, time, who, door, reason, coalesce(undoes, 0), EXISTS (SELECT 1 FROM change_log u"
            " WHERE u.undoes = l.entry AND NOT EXISTS (SELECT 1 FROM change_log r WHERE r.undoes = u.entry))"
            " FROM change_log l WHERE %1 ORDER BY entry DESC LIMIT ?")
            .arg(condition.sql)
            .toStdString());
    query.bind(condition.bindTo(query), limit);
    QList<ChangeEntry> entries;
    while (query.executeStep())
        entries += ChangeEntry{query.getColumn(0).getInt64(),
            QDateTime::fromString(textAt(query, 1), Qt::ISODateWithMs), textAt(query, 2),
            Kept<Door>::read(doorFrom, textAt(query, 3)), textAt(query, 4), query.getColumn(5).getInt64(),
            query.getColumn(6).getInt() != 0, {}, {}};
    return entries;
}

void countRows(const Workspace& workspace, QList<ChangeEntry>& entries)
{
    SQLite::Statement query(databaseOf(workspace),
        "SELECT registry, op, count(*) FROM change_rows WHERE entry = ? GROUP BY registry, op ORDER BY "
        "min(seq)");
    for (ChangeEntry& entry : entries) {
        query.reset();
        query.bind(1, int64_t(entry.entry));
        while (query.executeStep())
            entry.counts += ChangeCount{textAt(query, 0), Kept<RowOp>::read(rowOpFrom, textAt(query, 1)),
                query.getColumn(2).getInt64()};
    }
}

void readRowsOf(
    const Workspace& workspace, QList<ChangeEntry>& entries, const Condition& condition, int limit = -1)
{
    SQLite::Statement query(databaseOf(workspace),
        QStringLiteral("SELECT registry, row_id, code, op, fields FROM change_rows WHERE (%1) AND entry = ? "
                       "ORDER BY seq LIMIT ?")
            .arg(condition.sql)
            .toStdString());
    for (ChangeEntry& entry : entries) {
        query.reset();
        const int next = condition.bindTo(query);
        query.bind(next, int64_t(entry.entry));
        query.bind(next + 1, limit);
        while (query.executeStep()) {
            const QString registry = textAt(query, 0);
            const TableLayout* layout = workspace.layout(registry);
            entry.rows += ChangedRow{registry, query.getColumn(1).getInt64(), textAt(query, 2),
                Kept<RowOp>::read(rowOpFrom, textAt(query, 3)),
                fieldsOf(layout ? layout->spec : nullptr, bytesAt(query, 4))};
        }
    }
}

/// Reads the heads that a filter leaves and then what `more` adds to them.
template <class More>
Result<QList<ChangeEntry>> filtered(const Workspace& workspace, const HistoryFilter& filter, More more)
{
    return guarded(workspace.path(), [&]() -> Result<QList<ChangeEntry>> {
        HistoryFilter named = filter;
        const TableLayout* layout = nullptr;
        if (!filter.registry.isEmpty()) {
            layout = workspace.layout(filter.registry); // by id, also the program's own
            if (!layout) {
                const auto spec = workspace.registries().require(filter.registry);
                COOP_TRY(spec);
                layout = workspace.layout((*spec)->id);
            }
            if (!layout)
                return QList<ChangeEntry>(); // a table that this file does not have yet
            named.registry = layout->spec->id;
        }
        const Condition rows = rowCondition(layout, named);
        QList<ChangeEntry> entries = readHeads(workspace, headCondition(named, rows), filter.limit);
        countRows(workspace, entries);
        more(entries, rows);
        return entries;
    });
}
} // namespace

Result<QList<ChangeEntry>> history(const Workspace& workspace, const HistoryFilter& filter)
{
    return filtered(workspace, filter,
        [&](QList<ChangeEntry>& entries, const Condition& rows) { readRowsOf(workspace, entries, rows); });
}

Result<QList<ChangeEntry>> historyHeads(const Workspace& workspace, const HistoryFilter& filter)
{
    return filtered(workspace, filter, [](QList<ChangeEntry>&, const Condition&) {});
}

Result<ChangeEntry> historyEntry(const Workspace& workspace, qint64 number, int rowLimit)
{
    return guarded(workspace.path(), [&]() -> Result<ChangeEntry> {
        Condition only;
        only.add(QStringLiteral("entry = ?"), {FieldValue(number)});
        QList<ChangeEntry> found = readHeads(workspace, only, 1);
        if (found.isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("修改记录里没有第 %1 号").arg(number));
        countRows(workspace, found);
        readRowsOf(workspace, found, {}, rowLimit);
        return found.first();
    });
}

Result<RowId> rowInHistory(const Workspace& workspace, const QString& registry, const QString& code)
{
    return guarded(workspace.path(), [&]() -> Result<RowId> {
        SQLite::Statement query(databaseOf(workspace),
            "SELECT row_id FROM change_rows WHERE registry = ? AND code = ? ORDER BY entry DESC LIMIT 1");
        query.bind(1, registry.toStdString());
        query.bind(2, code.toStdString());
        if (!query.executeStep())
            return fail(
                ErrorKind::notFound, QStringLiteral("历史里没有编码为“%1”的行，请检查台账和编码").arg(code));
        return query.getColumn(0).getInt64();
    });
}

Result<QStringList> historyPeople(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QStringList> {
        SQLite::Statement query(databaseOf(workspace), "SELECT DISTINCT who FROM change_log ORDER BY who");
        QStringList names;
        while (query.executeStep())
            names += textAt(query, 0);
        return names;
    });
}

} // namespace coop
