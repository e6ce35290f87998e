#include "core/store/history/row_authors.h"

#include "core/domain/registry_spec.h"
#include "core/store/door.h"
#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/row_op.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
/// Whether a step was somebody else's work that only came in here.
class Doors
{
public:
    explicit Doors(const SQLite::Database& database)
        : query(database, "SELECT door, coalesce(undoes, 0) FROM change_log WHERE entry = ?")
    {
    }
    bool cameIn(qint64 entry)
    {
        const auto seen = found.constFind(entry);
        if (seen != found.constEnd())
            return *seen;
        std::optional<Door> door; // of the step that it takes back, if it takes back one
        for (qint64 at = entry; at != 0;) {
            query.bind(1, int64_t(at));
            if (!query.executeStep())
                break;
            door = doorFrom(textAt(query, 0)); // through one that is not known it counts as done here
            const qint64 undone = query.getColumn(1).getInt64();
            at = undone < at ? undone : 0;
            query.reset();
        }
        query.reset();
        static const QList<std::optional<Door>> others{
            Door::making, Door::merge, Door::salvage, Door::opened, Door::receipt};
        return *found.insert(entry, others.contains(door));
    }

private:
    SQLite::Statement query;
    QHash<qint64, bool> found;
};

/// Rows that a step took out of a registry, or may have taken elsewhere.
QList<RowId> leavers(const Workspace& workspace, const RowsInTime& rows)
{
    QStringList marked;
    for (qsizetype i = 0; i < rows.marks.size(); ++i)
        marked += QStringLiteral("instr(fields, ?) > 0");
    SQLite::Statement query(databaseOf(workspace),
        QStringLiteral("SELECT DISTINCT row_id FROM change_rows WHERE registry = ? AND op <> 'add' AND (%1)")
            .arg(marked.join(QStringLiteral(" OR ")))
            .toStdString());
    int next = 1;
    query.bind(next, rows.spec->id.toStdString());
    for (const QString& mark : rows.marks)
        query.bind(++next, mark.toStdString());
    QList<RowId> ids;
    while (query.executeStep())
        ids += query.getColumn(0).getInt64();
    return ids;
}
} // namespace

Result<QSet<QString>> authorsOf(const Workspace& workspace, const QString& registry, const QList<RowId>& rows)
{
    return guarded(workspace.path(), [&]() -> Result<QSet<QString>> {
        QSet<QString> authors;
        SQLite::Statement query(databaseOf(workspace),
            "SELECT DISTINCT l.who, l.entry FROM change_rows c JOIN change_log l ON l.entry = c.entry"
            " WHERE c.registry = ? AND c.row_id = ?");
        Doors doors(databaseOf(workspace));
        query.bind(1, registry.toStdString());
        for (const RowId row : rows) {
            query.bind(2, int64_t(row));
            while (query.executeStep())
                if (!doors.cameIn(query.getColumn(1).getInt64()))
                    authors += textAt(query, 0);
            query.reset();
        }
        return authors;
    });
}

Result<QSet<QString>> authorsOfGone(const Workspace& workspace, const RowsInTime& rows)
{
    return guarded(workspace.path(), [&]() -> Result<QSet<QString>> {
        QSet<QString> authors;
        Doors doors(databaseOf(workspace));
        SQLite::Statement query(databaseOf(workspace),
            "SELECT l.who, l.entry, c.op, c.fields FROM change_rows c JOIN change_log l ON l.entry = c.entry"
            " WHERE c.registry = ? AND c.row_id = ? ORDER BY c.entry, c.seq");
        query.bind(1, rows.spec->id.toStdString());
        for (const RowId row : leavers(workspace, rows)) {
            Record state(*rows.spec);
            state.id = row;
            bool before = false;
            query.bind(2, int64_t(row));
            while (query.executeStep()) {
                const RowOp op = known(rowOpFrom, textAt(query, 2));
                const QJsonObject fields = QJsonDocument::fromJson(textAt(query, 3).toUtf8()).object();
                for (auto it = fields.begin(); it != fields.end(); ++it)
                    if (const FieldSpec* field = rows.spec->field(it.key()))
                        state.set(it.key(), fromJson(*field, it.value()[op == RowOp::remove ? 0 : 1]));
                // Removed it belongs nowhere, whatever it was; what it was then is known from the step
                // itself.
                const bool was = before || (op == RowOp::remove && rows.holds(state));
                const bool is = op != RowOp::remove && rows.holds(state);
                if ((rows.whole ? was || is : was != is) && !doors.cameIn(query.getColumn(1).getInt64()))
                    authors += textAt(query, 0);
                before = is;
            }
            query.reset();
        }
        return authors;
    });
}

} // namespace coop
