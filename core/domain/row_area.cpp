#include "core/domain/row_area.h"

#include "core/domain/registry_spec.h"

namespace coop
{

RowArea rowArea(const Record& row)
{
    const AreaRule& rule = row.spec().area;
    switch (rule.by) {
    case AreaBy::isTownship:
        return {.township = row.id};
    case AreaBy::isFederation:
        return {.federation = row.id};
    case AreaBy::township:
        return {.township = row[rule.field].number()};
    case AreaBy::federation:
        return {.federation = row[rule.field].number()};
    case AreaBy::unit:
        return {.unit = row[rule.field].text()};
    case AreaBy::nothing:
    case AreaBy::owner:
        break;
    }
    return {};
}

QList<RegistryRow> ownersOf(const Record& row)
{
    QList<RegistryRow> owners;
    const Hanging hanging = row.spec().hanging();
    for (const QString& field : hanging.rowFields)
        owners += {hanging.registryField.isEmpty() ? hanging.registry : row[hanging.registryField].text(),
            row[field].number()};
    return owners;
}

} // namespace coop
