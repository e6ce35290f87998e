#include "core/store/history/changes_since.h"

#include "core/domain/registry_spec.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace_database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <SQLiteCpp/Database.h>

namespace coop
{

void eachChangeSince(
    const Workspace& workspace, qint64 entry, const std::function<void(const LoggedChange&)>& change)
{
    SQLite::Statement query(databaseOf(workspace),
        "SELECT c.registry, c.row_id, c.code, c.op, c.fields, l.who, l.time, l.door, l.entry FROM "
        "change_rows c"
        " JOIN change_log l USING (entry) WHERE l.entry > ? ORDER BY c.entry, c.seq");
    query.bind(1, int64_t(entry));
    while (query.executeStep())
        change({.registry = textAt(query, 0),
            .id = query.getColumn(1).getInt64(),
            .code = textAt(query, 2),
            .op = known(rowOpFrom, textAt(query, 3)),
            .fields = QJsonDocument::fromJson(bytesAt(query, 4)).object(),
            .who = textAt(query, 5),
            .time = textAt(query, 6),
            .door = known(doorFrom, textAt(query, 7)),
            .entry = query.getColumn(8).getInt64()});
}

void eachRowTouchedSince(
    const Workspace& workspace, qint64 entry, const std::function<void(const RowTouched&)>& row)
{
    SQLite::Statement query(databaseOf(workspace), // op: that of the first of its entries
        "SELECT registry, row_id, op, group_concat(fields, ''), min(entry) FROM change_rows WHERE entry > ?"
        " GROUP BY registry, row_id ORDER BY 5, seq");
    query.bind(1, int64_t(entry));
    while (query.executeStep())
        row({.registry = textAt(query, 0),
            .id = query.getColumn(1).getInt64(),
            .wasThere = known(rowOpFrom, textAt(query, 2)) != RowOp::add,
            .fields = bytesAt(query, 3)});
}

bool fieldTouchedSince(
    const Workspace& workspace, qint64 entry, const QString& registry, const QString& field)
{
    SQLite::Statement query(databaseOf(workspace),
        "SELECT 1 FROM change_rows WHERE entry > ? AND registry = ? AND instr(fields, ?) LIMIT 1");
    query.bind(1, int64_t(entry));
    query.bind(2, registry.toStdString());
    query.bind(3, (u'"' + field + u'"').toStdString());
    return query.executeStep();
}

std::optional<Record> removedRow(const Workspace& workspace, const RegistrySpec& spec, RowId id)
{
    SQLite::Statement query(databaseOf(workspace),
        "SELECT fields FROM change_rows WHERE registry = ? AND row_id = ? AND op = 'remove'"
        " ORDER BY entry DESC LIMIT 1");
    query.bind(1, spec.id.toStdString());
    query.bind(2, int64_t(id));
    if (!query.executeStep())
        return std::nullopt;
    Record row(spec);
    row.id = id;
    const QJsonObject fields = QJsonDocument::fromJson(bytesAt(query, 0)).object();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        if (const FieldSpec* field = spec.field(it.key()))
            row.set(it.key(), fromJson(*field, it.value()[0]));
    return row;
}

bool historyHas(const Workspace& workspace, qint64 entry, const QString& hash)
{
    SQLite::Statement query(databaseOf(workspace), "SELECT 1 FROM change_log WHERE entry = ? AND hash = ?");
    query.bind(1, int64_t(entry));
    query.bind(2, hash.toStdString());
    return query.executeStep();
}

void eachHash(const Workspace& workspace, const std::function<void(qint64, const QByteArray&)>& hash)
{
    SQLite::Statement entries(databaseOf(workspace), "SELECT entry, hash FROM change_log ORDER BY entry");
    while (entries.executeStep())
        hash(entries.getColumn(0).getInt64(), bytesAt(entries, 1));
}

} // namespace coop
