#pragma once
#include "core/exchange/hand_in/hand_in.h"
#include "ui/exchange/conflicts/conflict_lines.h"

namespace coop
{

/// What the page 数据交换 shows, read at once on a worker.
struct ExchangeData {
    struct Federation {
        RowId id = 0;
        QString name;
    };
    std::optional<OfficeSelf> self; ///< nothing at the district
    bool hasKey = false;
    QList<Federation> federations; ///< at the district: those of the townships, in the plan's order
    QList<Office> offices;
    QList<PackageRecord> packages; ///< newest last
    QList<ConflictLine> conflicts;
    // At a township:
    HandInStanding standing;
    std::optional<PackageRecord> answer; ///< the newest receipt that was opened
    QList<PackedOutcome> outcomes; ///< what it says
};
Result<ExchangeData> readExchange(const Workspace& workspace, bool withSettled);

} // namespace coop
