#include "ui/filing/filing_data.h"

#include "core/store/workspace.h"
#include "core/workflow/filing/quarter_close.h"

namespace coop
{

Result<FilingData> readFiling(
    const Workspace& workspace, const Period& quarter, RowId federation, const QString& person)
{
    FilingData data;
    const Plan& plan = workspace.plan();
    for (int year = plan.firstYear; year <= plan.lastYear; ++year)
        for (int number = 1; number <= 4; ++number)
            data.quarters += Period::ofQuarter(year, number);
    const QDate today = QDate::currentDate();
    const auto board = filingBoard(workspace, data.quarters, today);
    COOP_TRY(board);
    data.board = *board;
    if (data.board.isEmpty())
        return data;
    const auto closed = frozenQuarter(workspace, quarter);
    COOP_TRY(closed);
    data.closed = *closed;
    const FilingKey key{federation == 0 ? data.board.first().federation.id : federation, quarter};
    const auto filing = filingStanding(workspace, key, today);
    const auto content = filingContent(workspace, key);
    const auto findings = filingFindings(workspace, key);
    if (!filing || !content || !findings)
        return fail(!filing ? filing.error() : !content ? content.error() : findings.error());
    data.filing = *filing;
    data.content = *content;
    data.findings = *findings;
    data.steps = filingStepsFor(workspace, data.filing, person);
    if (data.closed) {
        const auto corrections = correctionsSince(workspace, *data.closed);
        COOP_TRY(corrections);
        for (const Correction& one : *corrections)
            if (one.now.area.registry == data.filing.federation.registry
                && one.now.area.id == data.filing.federation.id)
                data.corrections += QStringLiteral("%1 封存 %2，更正后 %3 %4")
                                        .arg(one.now.indicator->title,
                                            figureOrUnreported(*one.now.indicator, one.frozen.value),
                                            figureOrUnreported(*one.now.indicator, one.now.value),
                                            one.now.indicator->unit);
    }
    return data;
}

} // namespace coop
