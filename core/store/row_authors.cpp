#include "core/store/row_authors.h"

#include "core/store/sqlite_error.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

Result<QSet<QString>> authorsOf(const Workspace& workspace, const QString& registry, const QList<RowId>& rows)
{
    return guarded(workspace.path(), [&]() -> Result<QSet<QString>> {
        QSet<QString> authors;
        SQLite::Statement query(workspace.database(),
            "SELECT DISTINCT l.who FROM change_rows c JOIN change_log l ON l.entry = c.entry"
            " WHERE c.registry = ? AND c.row_id = ? AND l.door NOT IN ('new', 'merge', 'salvage')");
        query.bind(1, registry.toStdString());
        for (const RowId row : rows) {
            query.bind(2, int64_t(row));
            while (query.executeStep())
                authors += QString::fromUtf8(query.getColumn(0).getText());
            query.reset();
        }
        return authors;
    });
}

} // namespace coop
