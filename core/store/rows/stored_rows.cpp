#include "core/store/rows/stored_rows.h"

#include "core/store/file/statement_cache.h"
#include "core/store/layout/table_layout.h"
#include "core/store/rows/row_reader.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>

namespace coop
{

QList<Record> storedRows(
    const Workspace& workspace, const QString& registry, const QList<FieldHolding>& holding)
{
    const TableLayout* layout = workspace.layout(registry);
    if (!layout)
        return {};
    QStringList conditions{QStringLiteral("true")};
    QList<FieldValue> values;
    for (const auto& [field, any] : holding) {
        const QStringList each(any.size(), QStringLiteral("r.%1 IS ?").arg(quoted(field)));
        conditions += u'(' + each.join(QStringLiteral(" OR ")) + u')';
        values += any;
    }
    return readRows(databaseOf(workspace), *layout,
        QStringLiteral("WHERE %1 ORDER BY r.id").arg(conditions.join(QStringLiteral(" AND "))), values);
}

std::optional<Record> storedRow(const Workspace& workspace, const QString& registry, RowId id)
{
    QList<Record> rows = storedRows(workspace, registry, {{QStringLiteral("id"), {FieldValue(id)}}});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.takeFirst());
}

StoredRows::StoredRows(const Workspace& source)
    : workspace(source)
    , statements(std::make_shared<StatementCache>(databaseOf(source)))
{
}

bool StoredRows::mayCarry(const QString& registry) const
{
    const RegistrySpec* spec = workspace.registries().find(registry);
    return spec && spec->id == registry && spec->hanging().registryField.isEmpty();
}

std::optional<Record> StoredRows::operator()(const QString& registry, RowId id)
{
    const TableLayout* layout = workspace.layout(registry);
    return layout ? readRow(databaseOf(workspace), *statements, *layout, id) : std::nullopt;
}

Record withCurrentLists(const Workspace& workspace, Record record)
{
    const auto hasLists = [](const FieldSpec& field) { return !field.child.isEmpty(); };
    const QList<FieldSpec>& fields = record.spec().fields;
    if (std::any_of(fields.begin(), fields.end(), hasLists))
        if (const auto now = storedRow(workspace, record.spec().id, record.id))
            for (const FieldSpec& field : fields)
                if (hasLists(field))
                    record.set(field.id, (*now)[field.id]);
    return record;
}

const RegistrySpec* anySpec(const Registries& registries, const QString& id)
{
    for (const RegistrySpec* spec : everySpec(registries))
        if (spec->id == id)
            return spec;
    return nullptr;
}

QStringList ownFields(const RegistrySpec& spec)
{
    QStringList fields;
    for (const FieldSpec& field : spec.fields)
        if (field.child.isEmpty())
            fields += field.id;
    return fields;
}

} // namespace coop
