#include "core/store/rows/hanging_rows.h"

#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Database.h>

namespace coop
{

QList<RegistryRow> hangingOn(StatementCache& statements, const Registries& registries,
    const std::function<const TableLayout*(const QString&)>& layouts, const QString& registry, RowId id)
{
    QList<RegistryRow> rows;
    for (const RegistrySpec* spec : everySpec(registries)) {
        const Hanging hanging = spec->hanging();
        const bool anywhere = !hanging.registryField.isEmpty();
        if (hanging.isEmpty() || (!anywhere && hanging.registry != registry) || !layouts(spec->id))
            continue;
        for (const QString& field : hanging.rowFields) {
            QString sql
                = QStringLiteral("SELECT id FROM %1 WHERE %2 = ?").arg(quoted(spec->id), quoted(field));
            if (anywhere)
                sql += QStringLiteral(" AND %1 = ?").arg(quoted(hanging.registryField));
            SQLite::Statement& query = statements(sql);
            query.bind(1, int64_t(id));
            if (anywhere)
                query.bind(2, registry.toStdString());
            while (query.executeStep())
                if (const RegistryRow row{spec->id, query.getColumn(0).getInt64()}; !rows.contains(row))
                    rows += row;
            query.reset();
        }
    }
    return rows;
}

QList<RegistryRow> hangingOn(const Workspace& workspace, const QString& registry, RowId id)
{
    StatementCache statements(databaseOf(workspace));
    return hangingOn(
        statements, workspace.registries(), [&](const QString& table) { return workspace.layout(table); },
        registry, id);
}

} // namespace coop
