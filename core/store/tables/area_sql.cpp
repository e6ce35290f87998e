#include "core/store/tables/area_sql.h"

#include "core/domain/registry_spec.h"

namespace coop
{

QString townshipSql(const RegistrySpec& spec, const QString& row)
{
    if (spec.area.by == AreaBy::isTownship)
        return row + QStringLiteral(".id");
    const bool names = spec.area.by == AreaBy::township || spec.area.by == AreaBy::isFederation;
    return names && !spec.area.field.isEmpty() ? row + u'.' + spec.area.field : QString();
}

QString federationSql(const RegistrySpec& spec, const QString& row)
{
    if (spec.area.by == AreaBy::isFederation)
        return row + QStringLiteral(".id");
    const bool names = spec.area.by == AreaBy::federation || spec.area.by == AreaBy::isTownship;
    return names && !spec.area.field.isEmpty() ? row + u'.' + spec.area.field : QString();
}

QString federationOfTownshipSql(const QString& township)
{
    return QStringLiteral("(SELECT federation FROM townships WHERE id = %1)").arg(township);
}

} // namespace coop
