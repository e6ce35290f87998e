#include "core/store/undo/put_back.h"

#include "core/store/file/gpkg_tables.h"
#include "core/store/file/meta.h"
#include "core/store/layout/layer_spec.h"
#include "core/store/rows/row_checks.h"
#include "core/store/rows/row_reader.h"
#include "core/store/rows/row_values.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/undo/later_entries.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
/// One entry on its way back.
class PutBack
{
public:
    PutBack(Workspace& target, const ChangeEntry& entryToTakeBack)
        : workspace(target)
        , entry(entryToTakeBack)
        , statements(databaseOf(target))
        , checks(target.registries(), statements)
    {
    }

    Result<> run()
    {
        COOP_TRY(readCurrent());
        removeAdded();
        clearCodes();
        for (qsizetype i = 0; i < entry.rows.size(); ++i)
            COOP_TRY(write(i));
        return check();
    }

private:
    const TableLayout& layout(qsizetype i) const { return *workspace.layout(entry.rows[i].registry); }

    Result<> readCurrent()
    {
        QList<ChangedRow> changedSince;
        for (qsizetype i = 0; i < entry.rows.size(); ++i) {
            const ChangedRow& row = entry.rows[i];
            if (!workspace.layout(row.registry))
                return fail(ErrorKind::refused,
                    QStringLiteral("第 %1 号修改里有本程序不认识的台账“%2”，不能撤销，请升级程序以后再试")
                        .arg(entry.entry)
                        .arg(row.registry));
            if (!row.op.isKnown())
                return fail(ErrorKind::refused,
                    QStringLiteral("第 %1 号修改对“%2”做了本程序不认识的%3，不能撤销，请做“体检”")
                        .arg(entry.entry)
                        .arg(row.code, row.op.shownWord()));
            if (layout(i).spec->guarded && metaValue(databaseOf(workspace), metaOverruled).isEmpty())
                return fail(ErrorKind::refused,
                    QStringLiteral("第 %1 号是“%2”的办理步骤，不能撤销；填报表请用退回或更正")
                        .arg(entry.entry)
                        .arg(layout(i).spec->label));
            current += read(i);
            if (!isAsLeft(row, i))
                changedSince += row;
        }
        return changedSince.isEmpty() ? Result<>() : fail(laterChanges(workspace, entry, changedSince));
    }
    /// The row as its own table has it, without what child tables hold: those are rows of the log, too.
    QList<Record> read(qsizetype i)
    {
        const QString& registry = entry.rows[i].registry;
        QString& sql = selects[registry];
        if (sql.isEmpty())
            sql = QStringLiteral("SELECT %1 FROM %2 r WHERE r.id = ?")
                      .arg(selectedColumns(layout(i)), quoted(registry));
        SQLite::Statement& query = statements(sql);
        query.bind(1, int64_t(entry.rows[i].id));
        QList<Record> found;
        if (query.executeStep())
            found += recordFrom(query, layout(i));
        query.reset();
        return found;
    }
    /// Whether the row is what the entry made of it.
    bool isAsLeft(const ChangedRow& row, qsizetype i)
    {
        if (row.op == RowOp::remove)
            return current[i].isEmpty();
        if (current[i].isEmpty())
            return false;
        const Record& now = current[i].first();
        if (row.op == RowOp::change)
            return std::all_of(row.fields.begin(), row.fields.end(),
                [&](const ChangedField& each) { return now[each.field] == each.after; });
        QStringList& fields = columns[row.registry];
        if (fields.isEmpty())
            fields = columnFields(layout(i));
        for (const QString& field : std::as_const(fields)) {
            const auto logged = std::find_if(row.fields.begin(), row.fields.end(),
                [&](const ChangedField& each) { return each.field == field; });
            if (!(now[field] == (logged == row.fields.end() ? FieldValue() : logged->after)))
                return false;
        }
        return true;
    }
    void removeAdded()
    {
        for (qsizetype i = 0; i < entry.rows.size(); ++i)
            if (entry.rows[i].op == RowOp::add) {
                deleteRow(statements, layout(i), entry.rows[i].id);
                checks.rowIsGone(entry.rows[i].registry, entry.rows[i].id);
            }
    }
    /// Two rows may have swapped their codes: out of each other's way first.
    void clearCodes()
    {
        for (qsizetype i = 0; i < entry.rows.size(); ++i) {
            const ChangedRow& row = entry.rows[i];
            const bool code = std::any_of(row.fields.begin(), row.fields.end(),
                [](const ChangedField& each) { return each.field == u"code"; });
            if (row.op != RowOp::change || !code)
                continue;
            Record aside = current[i].first();
            aside.set(u"code", QStringLiteral("\u0001%1").arg(row.id));
            updateRow(statements, layout(i), aside, current[i].first());
            current[i] = {aside};
        }
    }
    Result<> write(qsizetype i)
    {
        const ChangedRow& row = entry.rows[i];
        if (row.op == RowOp::add)
            return {};
        Record before = row.op == RowOp::remove ? Record(*layout(i).spec) : current[i].first();
        before.id = row.id;
        for (const ChangedField& field : row.fields)
            before.set(field.field, field.before);
        COOP_TRY(checks.codeIsFree(layout(i), before.code(), row.id));
        if (row.op == RowOp::remove)
            insertRow(statements, layout(i), before);
        else
            updateRow(statements, layout(i), before, current[i].first());
        current[i] = {before};
        return {};
    }
    Result<> check()
    {
        listLayers();
        for (qsizetype i = 0; i < entry.rows.size(); ++i) {
            const ChangedRow& row = entry.rows[i];
            if (row.op == RowOp::add) {
                if (const auto free = checks.isUnreferenced(current[i].first()); !free)
                    return fail(laterReferences(workspace, entry, row, free.error()));
                continue;
            }
            const Record& now = current[i].first();
            if (auto exist = checks.referencesExist(now); !exist)
                return fail(ErrorKind::refused,
                    QStringLiteral("%1“%2”不能恢复：%3")
                        .arg(now.spec().label, now.title(), exist.error().text));
            COOP_TRY(checks.naturalKeyIsFree(layout(i), now));
        }
        return {};
    }
    /// A layer's features stay in the file when it is removed, so that it can come back. Two layers of one
    /// name may change places: those that go make room first.
    void listLayers()
    {
        for (const bool listed : {false, true})
            for (qsizetype i = 0; i < entry.rows.size(); ++i) {
                if (entry.rows[i].registry != mapLayersSpec().id)
                    continue;
                const Record& description = current[i].first();
                const QString table = description[u"table_name"].text();
                if (table.isEmpty())
                    continue; // linked
                if (!listed)
                    unlistFromGpkg(databaseOf(workspace), table);
                else if (entry.rows[i].op != RowOp::add)
                    listInGpkg(databaseOf(workspace), table,
                        QStringLiteral("图层 ") + description[u"name"].text(), QStringLiteral("GEOMETRY"));
            }
    }

    Workspace& workspace;
    const ChangeEntry& entry;
    StatementCache statements;
    QHash<QString, QString> selects; ///< by registry
    QHash<QString, QStringList> columns; ///< by registry
    RowChecks checks;
    QList<QList<Record>> current; ///< of each row of the entry: as it is now; empty when it is not there
};
} // namespace

Result<> putBack(Workspace& workspace, const ChangeEntry& entry)
{
    return PutBack(workspace, entry).run();
}

} // namespace coop
