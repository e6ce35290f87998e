#include "core/store/layout/table_layout.h"

#include "core/store/layout/exchange_tables.h"
#include "core/store/layout/kept_specs.h"
#include "core/store/layout/layer_spec.h"

#include <algorithm>

namespace coop
{

namespace
{
TableLayout::Child& childOf(TableLayout& layout, const RegistrySpec& spec)
{
    for (TableLayout::Child& child : layout.children)
        if (child.spec == &spec)
            return child;
    layout.children += TableLayout::Child{&spec, spec.indexOf(spec.parentField), {}};
    return layout.children.last();
}

QString insertSqlOf(const TableLayout& layout)
{
    QStringList names{QStringLiteral("id")};
    QStringList marks{QStringLiteral("?")};
    for (const TableLayout::Column& column : layout.columns) {
        names += quoted(column.name);
        marks += QStringLiteral("?");
    }
    return QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
        .arg(quoted(layout.spec->id), names.join(u','), marks.join(u','));
}
} // namespace

TableLayout layoutOf(const RegistrySpec& spec, const Registries& registries, int schema)
{
    TableLayout layout{&spec, {}, {}};
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        if (field.since > schema)
            continue;
        if (field.id == u"lon") {
            layout.lon = i;
            layout.columns += TableLayout::Column{pointColumn, i, true};
        } else if (field.id == u"lat") {
            layout.lat = i;
        } else if (field.child.isEmpty()) {
            layout.columns += TableLayout::Column{field.id, i};
        } else if (const RegistrySpec* child = registries.find(field.child)) {
            childOf(layout, *child).fields += TableLayout::Child::Field{i, child->indexOf(field.childField)};
        }
    }
    layout.insertSql = insertSqlOf(layout);
    return layout;
}

int schemaOf(const Registries& registries)
{
    int newest = 1;
    for (const RegistrySpec* spec : everySpec(registries)) {
        newest = std::max(newest, spec->since);
        for (const FieldSpec& field : spec->fields)
            newest = std::max(newest, field.since);
    }
    return newest;
}

QList<const RegistrySpec*> programSpecs()
{
    return {&mapLayersSpec(), &peopleSpec(), &attachmentsSpec(), &notDuplicatesSpec(), &mapThemesSpec(),
        &sheetTemplatesSpec(), &officesSpec(), &packagesSpec(), &conflictsSpec()};
}

QList<const RegistrySpec*> everySpec(const Registries& registries)
{
    QList<const RegistrySpec*> all;
    for (const RegistrySpec& spec : registries.all())
        all += &spec;
    return all + programSpecs();
}

QList<TableLayout> layoutsOf(const Registries& registries, int schema)
{
    QList<TableLayout> layouts;
    for (const RegistrySpec* spec : everySpec(registries))
        if (spec->since <= schema)
            layouts += layoutOf(*spec, registries, schema);
    return layouts;
}

QString quoted(const QString& identifier)
{
    return u'"' + QString(identifier).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

bool isColumn(const FieldSpec& field)
{
    return field.child.isEmpty() && field.type != FieldType::coordinate;
}

} // namespace coop
