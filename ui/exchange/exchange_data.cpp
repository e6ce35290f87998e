#include "ui/exchange/exchange_data.h"

#include "core/exchange/receipt/receipt.h"
#include "core/store/workspace.h"
#include "core/workflow/targets/district_targets.h"

namespace coop
{

Result<ExchangeData> readExchange(const Workspace& workspace, bool withSettled)
{
    ExchangeData data;
    data.self = officeSelf(workspace);
    data.hasKey = hasOfficeKey(workspace);
    const auto all = packages(workspace);
    if (!all)
        return fail(all.error());
    data.packages = *all;
    if (data.self) {
        const auto standing = handInStanding(workspace);
        if (!standing)
            return fail(standing.error());
        data.standing = *standing;
        for (const PackageRecord& package : *all)
            if (package.kind == PackageKind::receipt)
                data.answer = package;
        if (data.answer) {
            const auto outcomes = outcomesOf(workspace, *data.answer);
            if (!outcomes)
                return fail(outcomes.error());
            data.outcomes = *outcomes;
        }
        return data;
    }
    const auto known = offices(workspace);
    if (!known)
        return fail(known.error());
    data.offices = *known;
    const auto federations = townshipFederations(workspace);
    if (!federations)
        return fail(federations.error());
    for (const Record& row : *federations)
        data.federations += {row.id, row.title()};
    const auto inbox = conflicts(workspace, withSettled);
    if (!inbox)
        return fail(inbox.error());
    data.conflicts = conflictLines(workspace, *inbox);
    return data;
}

} // namespace coop
