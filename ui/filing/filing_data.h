#pragma once
#include "core/store/figures/frozen_figures.h"
#include "core/workflow/filing/filing_steps.h"

#include <optional>

namespace coop
{

/// What 填报 shows: the board of all federations and quarters, and one filing with its tables and findings.
struct FilingData {
    QList<FilingStanding> board; ///< federation by federation
    QList<Period> quarters; ///< of the plan
    FilingStanding filing;
    FilingContent content;
    QList<FilingFinding> findings;
    QStringList steps; ///< what this person may do next
    std::optional<FrozenQuarter> closed;
    QStringList corrections{}; ///< of the closed quarter, for this federation: 社会化服务规模
                               ///< 封存 1.2，更正后 1.3 万亩次
};

/// `federation` 0: the first of the board. Runs on a worker's own workspace.
Result<FilingData> readFiling(
    const Workspace& workspace, const Period& quarter, RowId federation, const QString& person);

} // namespace coop
