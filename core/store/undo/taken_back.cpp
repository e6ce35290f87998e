#include "core/store/undo/taken_back.h"

#include "core/store/file/column_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/layout/table_layout.h"
#include "core/store/undo/undo.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

Deed deedOfEntry(const SQLite::Database& database, qint64 entry)
{
    SQLite::Statement query(database, "SELECT door, coalesce(undoes, 0) FROM change_log WHERE entry = ?");
    Deed deed = Deed::edit;
    while (entry != 0) {
        query.bind(1, int64_t(entry));
        if (!query.executeStep())
            break;
        deed = deedOf(known(doorFrom, textAt(query, 0)));
        const qint64 before = query.getColumn(1).getInt64();
        entry = before < entry ? before : 0;
        query.reset();
    }
    return deed;
}

Result<> mayTakeBack(const Workspace& workspace, const QString& who, qint64 entry)
{
    return guarded(workspace.path(), [&]() -> Result<> {
        const Deed deed = deedOfEntry(databaseOf(workspace), entry);
        if (auto allowed = may(workspace, who, deed); !allowed || deed != Deed::edit)
            return allowed;
        // By table, for which there is an index: an entry may have a hundred thousand rows.
        SQLite::Statement touched(
            databaseOf(workspace), "SELECT 1 FROM change_rows WHERE registry = ? AND +entry = ? LIMIT 1");
        touched.bind(2, int64_t(entry));
        for (const TableLayout& layout : workspace.layouts()) {
            const Deed needed = deedOn(layout.spec->id);
            if (needed == Deed::edit)
                continue;
            touched.bind(1, layout.spec->id.toStdString());
            const bool there = touched.executeStep();
            touched.reset();
            if (auto allowed = may(workspace, who, needed); there && !allowed)
                return allowed;
        }
        return {};
    });
}

} // namespace coop
