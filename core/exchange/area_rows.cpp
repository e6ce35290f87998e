#include "core/exchange/area_rows.h"

#include "core/store/layout/table_layout.h"
#include "core/store/rows/hanging_rows.h"

namespace coop
{

AreaRows::AreaRows(const Workspace& source, const OfficeArea& officeArea)
    : workspace(source)
    , area(officeArea)
{
}

void AreaRows::takeAll()
{
    for (const TableLayout& layout : workspace.layouts())
        if (layout.spec->exchange.isSent())
            for (const Record& row : storedRows(workspace, layout.spec->id))
                if (area.mayRead(row))
                    add(row);
}

void AreaRows::take(const QString& registry, RowId id, bool moved)
{
    const TableLayout* layout = workspace.layout(registry);
    if (!layout || !layout->spec->exchange.isSent() || has(registry, id))
        return;
    const auto row = storedRow(workspace, registry, id);
    if (row && area.mayRead(*row))
        add(*row);
    else if (!row || moved) {
        index.insert({registry, id}, rows.size());
        rows += PackedRow{.registry = registry, .id = id, .row = {}};
    }
    if (row && moved) // what hangs on it comes or goes with it
        for (const auto& [hanging, its] : hangingOn(workspace, registry, id))
            take(hanging, its, true);
}

void AreaRows::addCalled(const Record& row)
{
    Record called(row.spec());
    called.id = row.id;
    for (const QStringView field : {QStringView(u"code"), QStringView(u"name")})
        if (row.spec().field(field))
            called.set(field, row[field]);
    index.insert({row.spec().id, row.id}, rows.size());
    rows += PackedRow{.registry = row.spec().id, .id = row.id, .row = called, .calledOnly = true};
}

void AreaRows::add(const Record& row)
{
    const std::pair key{row.spec().id, row.id};
    if (index.contains(key))
        return;
    index.insert(key, rows.size());
    const bool whole = area.keeps(row);
    Record packed = row;
    for (const FieldSpec& field : row.spec().fields)
        if (!field.child.isEmpty() || (field.personal && !whole))
            packed.set(field.id, {});
    rows += PackedRow{.registry = row.spec().id, .id = row.id, .row = packed};
}

QList<PackedRow> AreaRows::withReferences()
{
    qsizetype next = 0;
    while (next < rows.size()) { // it grows: those refer to others
        const PackedRow taken = rows[next++];
        if (!taken.row || taken.calledOnly)
            continue;
        const Record& row = *taken.row;
        for (const FieldSpec& field : row.spec().fields) {
            if (field.type != FieldType::reference || !field.child.isEmpty() || row[field.id].isNull())
                continue;
            for (const QString& registry : field.registries)
                if (const RowId id = row[field.id].number(); !has(registry, id))
                    if (const auto there = storedRow(workspace, registry, id))
                        area.mayRead(*there) ? add(*there) : addCalled(*there);
        }
    }
    return rows;
}

} // namespace coop
