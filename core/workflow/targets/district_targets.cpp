#include "core/workflow/targets/district_targets.h"

#include "core/store/workspace.h"

#include <QHash>
#include <algorithm>

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

Result<QList<Record>> townshipFederations(const Workspace& workspace)
{
    auto rows = workspace.rows({.registry = QStringLiteral("federations"),
        .equals = {{QStringLiteral("level"), QStringLiteral("乡镇级")}}});
    if (!rows)
        return rows;
    QHash<QString, qsizetype> order;
    for (const PlanFederation& federation : workspace.plan().federations)
        order.insert(federation.code, order.size());
    std::stable_sort(rows->begin(), rows->end(), [&](const Record& a, const Record& b) {
        return order.value(a.code(), order.size()) < order.value(b.code(), order.size());
    });
    return rows;
}

} // namespace coop
