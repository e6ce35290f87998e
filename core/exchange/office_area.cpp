#include "core/exchange/office_area.h"

#include "core/domain/registry_spec.h"
#include "core/domain/row_area.h"

#include <algorithm>

namespace coop
{

OfficeArea::OfficeArea(const Workspace& source, RowId office)
    : rows(source)
    , federation(office)
{
    if (const auto row = storedRow(source, QStringLiteral("federations"), office))
        name = (*row)[u"name"].text();
    if (const auto own = source.rows({.registry = QStringLiteral("townships"),
            .equals = {{QStringLiteral("federation"), FieldValue(office)}}}))
        for (const Record& row : *own)
            townships += row.id;
}

bool OfficeArea::keeps(const Record& row) const
{
    return row.spec().exchange.isHandedIn() && contains(row);
}

bool OfficeArea::mayRead(const Record& row) const
{
    const RegistrySpec& spec = row.spec();
    if (!spec.exchange.isSent())
        return false;
    return spec.exchange.isReadByAll() || contains(row)
        || (spec.exchange.isReadInArea() && rowArea(row).isEmpty());
}

/// Whether it lies in the office's area or hangs on what the office keeps.
bool OfficeArea::contains(const Record& row) const
{
    if (const QList<RegistryRow> owners = ownersOf(row); !owners.isEmpty())
        return std::all_of(owners.begin(), owners.end(), [&](const RegistryRow& one) {
            const auto owner = rows.mayCarry(one.first) ? rows(one.first, one.second) : std::nullopt;
            return owner && keeps(*owner);
        });
    const RowArea area = rowArea(row);
    return (area.township != 0 && townships.contains(area.township))
        || (area.federation != 0 && area.federation == federation)
        || (!area.unit.isEmpty() && area.unit == name);
}

} // namespace coop
