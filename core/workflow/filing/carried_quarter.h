#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/domain/carried_rows.h"
#include "core/domain/plan/reading.h"

namespace coop
{

class Workspace;

/// What 复制上季度 offers in one ledger, area and quarter.
struct CarriedQuarter {
    Period from; ///< the quarter before, or the newest one before it that has rows
    CarriedRows carried;
    qsizetype held = 0; ///< rows left out, since the filing of their federation is 已审核 or 已锁定
    bool isEmpty() const { return carried.rows.isEmpty() && carried.already == 0 && held == 0; }
};
/// Looks back five years. The ledger is one whose rows come again. Errors are those of reading.
Result<CarriedQuarter> carriedQuarter(
    const Workspace& workspace, const RegistrySpec& spec, const Area& area, const Period& quarter);

} // namespace coop
