#include "core/store/copies/bring_forward.h"

#include "core/store/file/column_text.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/history/row_op.h"
#include "core/store/rows/row_reader.h"
#include "core/store/rows/row_values.h"
#include "core/store/rows/stored_references.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <optional>

namespace coop
{

namespace
{
/// Plays entries of a history over the rows of a copy and writes what became of each of them. What the
/// history says happened: no rule, role, lock or guard is asked again.
class Forward
{
public:
    Forward(const Workspace& target, const Workspace& source)
        : copy(target)
        , workspace(source)
        , statements(databaseOf(target))
    {
    }

    /// Reads every change of the entries behind `last` and makes sure that it begins with what the copy has.
    Result<> play(qint64 last)
    {
        SQLite::Statement changes(databaseOf(workspace),
            "SELECT entry, registry, row_id, op, fields, code FROM change_rows WHERE entry > ? ORDER BY "
            "entry, "
            "seq");
        changes.bind(1, int64_t(last));
        while (changes.executeStep())
            COOP_TRY(play(changes));
        return {};
    }
    void write()
    {
        for (const TableLayout& layout : copy.layouts()) {
            auto& rows = touched[layout.spec->id];
            for (auto& row : rows)
                if (row.before && !row.after)
                    deleteRow(statements, layout, row.before->id);
            // Two rows may have swapped their codes: out of each other's way first.
            for (auto& row : rows)
                if (row.before && row.after && row.before->code() != row.after->code()) {
                    Record aside = *row.before;
                    aside.set(u"code", QStringLiteral("\u0001%1").arg(aside.id));
                    updateRow(statements, layout, aside, *row.before);
                    row.before = aside;
                }
            for (auto& row : rows)
                if (row.after && row.before)
                    updateRow(statements, layout, *row.after, *row.before);
                else if (row.after)
                    insertRow(statements, layout, *row.after);
        }
    }

private:
    /// A row as the copy has it, and as the history leaves it.
    struct Row {
        std::optional<Record> before, after;
    };

    Row& rowOf(const TableLayout& layout, RowId id)
    {
        auto& rows = touched[layout.spec->id];
        if (const auto known = rows.find(id); known != rows.end())
            return *known;
        SQLite::Statement& query = statements(QStringLiteral("SELECT %1 FROM %2 r WHERE r.id = ?")
                                                  .arg(selectedColumns(layout), quoted(layout.spec->id)));
        query.bind(1, int64_t(id));
        Row row;
        if (query.executeStep())
            row.before = row.after = recordFrom(query, layout); // child rows are rows of their own here
        query.reset();
        return *rows.insert(id, row);
    }
    Result<> play(const SQLite::Statement& change)
    {
        const TableLayout* layout = copy.layout(textAt(change, 1));
        if (!layout)
            return {}; // of another program; the comparison of all rows does not see it either
        const RowId id = change.getColumn(2).getInt64();
        const RowOp op = known(rowOpFrom, textAt(change, 3));
        Row& row = rowOf(*layout, id);
        bool fits = row.after.has_value() == (op != RowOp::add);
        if (op == RowOp::add) {
            row.after.emplace(*layout->spec);
            row.after->id = id;
        }
        const QJsonObject fields = QJsonDocument::fromJson(
            QByteArray(change.getColumn(4).getText(), change.getColumn(4).getBytes()))
                                       .object();
        for (auto field = fields.begin(); fits && field != fields.end(); ++field) {
            const int index = layout->spec->indexOf(field.key());
            if (index < 0)
                continue;
            const FieldSpec& spec = layout->spec->fields[index];
            fits = row.after->at(index) == fromJson(spec, field.value().toArray().at(0));
            row.after->setAt(index, fromJson(spec, field.value().toArray().at(1)));
        }
        if (op == RowOp::remove)
            row.after.reset();
        if (fits)
            return {};
        return fail(ErrorKind::refused,
            QStringLiteral("第 %1 号修改之前的%2“%3”与备份里的不一样")
                .arg(change.getColumn(0).getInt64())
                .arg(layout->spec->label, textAt(change, 5)));
    }

    const Workspace& copy;
    const Workspace& workspace;
    StatementCache statements;
    QHash<QString, QHash<RowId, Row>> touched; ///< by registry
};
} // namespace

Result<qint64> bringForward(Workspace& copy, const Workspace& workspace)
{
    return guarded(copy.path(), [&]() -> Result<qint64> {
        const qint64 last = copy.dataVersion();
        Forward forward(copy, workspace);
        COOP_TRY(forward.play(last));
        SQLite::Database& database = databaseOf(copy);
        database.exec("PRAGMA query_only = OFF; BEGIN IMMEDIATE");
        const struct End {
            SQLite::Database& database;
            ~End()
            {
                database.tryExec("ROLLBACK"); // nothing to roll back after a commit
                database.tryExec("PRAGMA query_only = ON");
            }
        } end{database};
        setMetaValue(database, metaOverruled, "all");
        forward.write();
        forgetMetaValue(database, metaOverruled);
        database.exec("COMMIT");
        copy.references().forgetAll();
        return std::max<qint64>(0, workspace.dataVersion() - last);
    });
}

} // namespace coop
