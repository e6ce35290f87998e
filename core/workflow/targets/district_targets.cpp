#include "core/workflow/targets/district_targets.h"

#include "core/store/workspace.h"

namespace coop
{

Result<QMap<int, Record>> districtTargets(const Workspace& workspace, RowId indicator)
{
    const auto rows = workspace.rows({.registry = QStringLiteral("targets"),
        .equals = {{QStringLiteral("indicator"), FieldValue(indicator)}}});
    COOP_TRY(rows);
    QMap<int, Record> byYear;
    for (const Record& row : *rows)
        if (row[u"federation"].isNull())
            byYear.insert(int(row[u"year"].number()), row);
    return byYear;
}

Result<QMap<RowId, Record>> targetsOfYear(const Workspace& workspace, RowId indicator, int year)
{
    const auto rows = workspace.rows({.registry = QStringLiteral("targets"),
        .equals = {{QStringLiteral("indicator"), FieldValue(indicator)},
            {QStringLiteral("year"), FieldValue(year)}}});
    COOP_TRY(rows);
    QMap<RowId, Record> byFederation;
    for (const Record& row : *rows)
        byFederation.insert(row[u"federation"].number(), row);
    return byFederation;
}

} // namespace coop
