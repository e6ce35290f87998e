#pragma once
#include "core/base/result.h"
#include "core/domain/plan/reading.h"
#include "core/store/figures/measure_query.h"

namespace coop
{

class Workspace;

enum class Breakdown { district, byFederation, byTownship };

/// Figures of a closed quarter: as they were frozen, so that table, chart, map and report agree; or as the
/// ledgers have them now, to see what was corrected since.
enum class Figures { published, live };

/// district, federation, township: how a breakdown is written.
QString levelOf(Breakdown breakdown);
/// The breakdown in which an area has its figures.
Breakdown breakdownOf(const Area& area);
Grouping groupingOf(Breakdown breakdown);

/// Every indicator of the plan at a period's end, judged: one reading an indicator for the district; an
/// indicator × area list for a breakdown (the township-level federations in the plan's order, or the
/// townships in the order of their codes). 未报 and 0 are told apart (docs/decisions.md, “未报 and 0”).
Result<QList<Reading>> readIndicators(const Workspace& workspace, const Period& period, Breakdown breakdown,
    Figures figures = Figures::published);

/// One indicator only; the same readings.
Result<QList<Reading>> readIndicator(const Workspace& workspace, const QString& indicator,
    const Period& period, Breakdown breakdown, Figures figures = Figures::published);

/// Up to which day the data go: the last month or date in the ledgers behind the indicator, not after the
/// period.
Result<QDate> dataUntil(const Workspace& workspace, const QString& indicator, const Period& period);

} // namespace coop
