#include "ui/exchange/hand_in/hand_in_check.h"

#include <QDate>
#include <algorithm>

namespace coop
{

int HandInCheck::openFindings() const
{
    return int(std::count_if(
        findings.begin(), findings.end(), [](const FilingFinding& finding) { return finding.blocks(); }));
}

Result<HandInCheck> readHandInCheck(const Workspace& workspace, RowId federation, const Period& quarter)
{
    const FilingKey key{federation, Period::ofQuarter(quarter.year(), quarter.quarter())};
    const auto standing = filingStanding(workspace, key, QDate::currentDate());
    COOP_TRY(standing);
    const auto findings = filingFindings(workspace, key);
    COOP_TRY(findings);
    const auto changes = changesToHandIn(workspace);
    COOP_TRY(changes);
    return HandInCheck{.filing = *standing,
        .findings = *findings,
        .changes = int(changes->size()),
        .counts = countsOf(*changes),
        .lines = changeLines(workspace, *changes)};
}

} // namespace coop
