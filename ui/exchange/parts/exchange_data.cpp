#include "ui/exchange/parts/exchange_data.h"

#include "core/exchange/receipt/receipt.h"
#include "core/store/figures/township_federations.h"
#include "core/store/workspace.h"

namespace coop
{

Result<ExchangeData> readExchange(const Workspace& workspace, bool withSettled)
{
    ExchangeData data;
    data.self = officeSelf(workspace);
    data.hasKey = hasOfficeKey(workspace);
    const auto all = packages(workspace);
    COOP_TRY(all);
    data.packages = *all;
    if (data.self) {
        const auto standing = handInStanding(workspace);
        COOP_TRY(standing);
        data.standing = *standing;
        for (const PackageRecord& package : *all)
            if (package.kind == PackageKind::receipt)
                data.answer = package;
        if (data.answer) {
            const auto outcomes = outcomesOf(workspace, *data.answer);
            COOP_TRY(outcomes);
            data.outcomes = *outcomes;
        }
        return data;
    }
    const auto known = offices(workspace);
    COOP_TRY(known);
    data.offices = *known;
    const auto federations = townshipFederations(workspace);
    COOP_TRY(federations);
    for (const Record& row : *federations)
        data.federations += {row.id, row.title()};
    const auto inbox = conflicts(workspace, withSettled);
    COOP_TRY(inbox);
    data.conflicts = conflictLines(workspace, *inbox);
    return data;
}

} // namespace coop
