#include "core/store/figures/township_federations.h"

#include "core/store/workspace.h"

#include <QHash>
#include <algorithm>

namespace coop
{

Result<QList<Record>> townshipFederations(const Workspace& workspace)
{
    auto rows = workspace.rows({.registry = QStringLiteral("federations"),
        .equals = {{QStringLiteral("level"), QStringLiteral("乡镇级")}}});
    COOP_TRY(rows);
    QHash<QString, qsizetype> order;
    for (const PlanFederation& federation : workspace.plan().federations)
        order.insert(federation.code, order.size());
    std::stable_sort(rows->begin(), rows->end(), [&](const Record& a, const Record& b) {
        return order.value(a.code(), order.size()) < order.value(b.code(), order.size());
    });
    return rows;
}

} // namespace coop
