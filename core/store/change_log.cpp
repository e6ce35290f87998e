#include "core/store/change_log.h"

#include "core/store/log_chain.h"
#include "core/store/sqlite_error.h"
#include "core/store/stored_value.h"
#include "core/store/table_layout.h"
#include "core/store/workspace.h"

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
QString text(const SQLite::Statement& query, int column)
{
    return QString::fromUtf8(query.getColumn(column).getText());
}

QByteArray bytes(const SQLite::Statement& query, int column)
{
    return QByteArray(query.getColumn(column).getText(), query.getColumn(column).getBytes());
}

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

/// SQL of the rows of change_rows that a history shows, with the values to bind.
struct Filter {
    QString sql = QStringLiteral("1");
    QList<FieldValue> values{};
};

Filter filterOf(const TableLayout* layout, const QString& registry, RowId row)
{
    if (registry.isEmpty())
        return {};
    Filter filter{QStringLiteral("registry = ?"), {FieldValue(registry)}};
    if (row == 0)
        return filter;
    filter.sql = QStringLiteral("(registry = ? AND row_id = ?)");
    filter.values += FieldValue(row);
    for (const auto& child : layout->children) {
        // The child rows that were ever this row's.
        filter.sql += QStringLiteral(
            " OR (registry = ? AND row_id IN (SELECT row_id FROM change_rows WHERE registry = ?"
            " AND ? IN (fields ->> '$.%1[0]', fields ->> '$.%1[1]')))")
                          .arg(child.spec->parentField);
        filter.values += {FieldValue(child.spec->id), FieldValue(child.spec->id), FieldValue(row)};
    }
    return filter;
}

QList<ChangeEntry> readEntries(const Workspace& workspace, const Filter& filter, int limit)
{
    // An entry is undone when one that takes it back stands; taken back itself, it does not.
    SQLite::Statement heads(workspace.database(),
        QStringLiteral(
            "SELECT entry, time, who, door, reason, coalesce(undoes, 0), EXISTS (SELECT 1 FROM change_log u"
            " WHERE u.undoes = l.entry AND NOT EXISTS (SELECT 1 FROM change_log r WHERE r.undoes = u.entry))"
            " FROM change_log l WHERE %1 ORDER BY entry DESC LIMIT ?")
            .arg(filter.values.isEmpty()
                    ? QStringLiteral("1")
                    : QStringLiteral("entry IN (SELECT entry FROM change_rows WHERE %1)").arg(filter.sql))
            .toStdString());
    for (int i = 0; i < filter.values.size(); ++i)
        bindValue(heads, i + 1, filter.values[i]);
    heads.bind(int(filter.values.size()) + 1, limit);
    SQLite::Statement rows(workspace.database(),
        QStringLiteral("SELECT registry, row_id, code, op, fields FROM change_rows WHERE (%1) AND entry = ? "
                       "ORDER BY seq")
            .arg(filter.sql)
            .toStdString());
    QList<ChangeEntry> entries;
    while (heads.executeStep()) {
        ChangeEntry entry{heads.getColumn(0).getInt64(),
            QDateTime::fromString(text(heads, 1), Qt::ISODateWithMs), text(heads, 2), text(heads, 3),
            text(heads, 4), heads.getColumn(5).getInt64(), heads.getColumn(6).getInt() != 0, {}};
        rows.reset();
        for (int i = 0; i < filter.values.size(); ++i)
            bindValue(rows, i + 1, filter.values[i]);
        rows.bind(int(filter.values.size()) + 1, int64_t(entry.entry));
        while (rows.executeStep()) {
            const QString registry = text(rows, 0);
            const TableLayout* layout = workspace.layout(registry);
            entry.rows += ChangedRow{registry, rows.getColumn(1).getInt64(), text(rows, 2), text(rows, 3),
                fieldsOf(layout ? layout->spec : nullptr, bytes(rows, 4))};
        }
        entries += entry;
    }
    return entries;
}
} // namespace

Result<QList<ChangeEntry>> history(const Workspace& workspace, const QString& registry, RowId row, int limit)
{
    return guarded(workspace.path(), [&]() -> Result<QList<ChangeEntry>> {
        if (registry.isEmpty())
            return readEntries(workspace, {}, limit);
        const auto spec = workspace.registries().require(registry);
        if (!spec)
            return fail(spec.error());
        return readEntries(workspace, filterOf(workspace.layout((*spec)->id), (*spec)->id, row), limit);
    });
}

Result<ChangeEntry> historyEntry(const Workspace& workspace, qint64 entry)
{
    return guarded(workspace.path(), [&]() -> Result<ChangeEntry> {
        const Filter only{QStringLiteral("entry = ?"), {FieldValue(entry)}};
        const auto found = readEntries(workspace, only, 1);
        if (found.isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("修改记录里没有第 %1 号").arg(entry));
        return found.first();
    });
}

Result<QList<LogProblem>> verifyChangeLog(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<LogProblem>> {
        SQLite::Statement heads(workspace.database(),
            "SELECT entry, time, who, door, reason, coalesce(undoes, 0), prev_hash, hash FROM change_log "
            "ORDER BY entry");
        SQLite::Statement rows(workspace.database(),
            "SELECT registry, row_id, code, op, fields FROM change_rows WHERE entry = ? ORDER BY seq");
        QList<LogProblem> problems;
        QByteArray previous;
        qint64 expected = 1;
        while (heads.executeStep()) {
            const qint64 entry = heads.getColumn(0).getInt64();
            EntryHash hash(bytes(heads, 6));
            hash.add(entry);
            for (int i = 1; i <= 4; ++i)
                hash.add(bytes(heads, i));
            hash.add(qint64(heads.getColumn(5).getInt64()));
            rows.reset();
            rows.bind(1, int64_t(entry));
            while (rows.executeStep())
                for (int i = 0; i < 5; ++i)
                    hash.add(bytes(rows, i));
            if (entry != expected || bytes(heads, 6) != previous)
                problems += LogProblem{entry,
                    QStringLiteral("修改记录第 %1 号与前一号接不上，中间的记录被删除或改动过").arg(entry)};
            if (hash.result() != bytes(heads, 7))
                problems += LogProblem{
                    entry, QStringLiteral("修改记录第 %1 号的内容在程序之外被改动过").arg(entry)};
            previous = bytes(heads, 7);
            expected = entry + 1;
        }
        return problems;
    });
}

} // namespace coop
