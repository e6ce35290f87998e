#include "core/store/bring_forward.h"

#include "core/store/change_log.h"
#include "core/store/put_back.h"
#include "core/store/sqlite_error.h"
#include "core/store/stored_references.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/Database.h>
#include <algorithm>

namespace coop
{

namespace
{
/// The entry that, taken back, does what this one did.
ChangeEntry inverted(ChangeEntry entry)
{
    for (ChangedRow& row : entry.rows) {
        if (row.op == u"add")
            row.op = QStringLiteral("remove");
        else if (row.op == u"remove")
            row.op = QStringLiteral("add");
        for (ChangedField& field : row.fields)
            std::swap(field.before, field.after);
    }
    return entry;
}
} // namespace

Result<qint64> bringForward(Workspace& copy, const Workspace& workspace)
{
    return guarded(copy.path(), [&]() -> Result<qint64> {
        const qint64 last = workspace.dataVersion();
        const qint64 first = copy.dataVersion() + 1;
        SQLite::Database& database = copy.database();
        database.exec("PRAGMA query_only = OFF; BEGIN IMMEDIATE");
        const struct End {
            SQLite::Database& database;
            ~End()
            {
                database.tryExec("ROLLBACK"); // nothing to roll back after a commit
                database.tryExec("PRAGMA query_only = ON");
            }
        } end{database};
        for (qint64 number = first; number <= last; ++number) {
            const auto entry = historyEntry(workspace, number);
            if (!entry)
                return fail(entry.error());
            if (const auto done = putBack(copy, inverted(*entry)); !done)
                return fail(done.error());
        }
        database.exec("COMMIT");
        copy.references().forgetAll();
        return std::max<qint64>(0, last - first + 1);
    });
}

} // namespace coop
