#pragma once
#include "core/workflow/printing/quarterly_map.h"

namespace coop
{

// The sheets that show no indicator of the user's choice; sheetsOf() calls them.
Result<Sheet> outletsSheet(const Workspace& workspace, const QuarterlyMapRequest& request);
Result<Sheet> centresSheet(const Workspace& workspace, const QuarterlyMapRequest& request);
Result<Sheet> creditSheet(const Workspace& workspace, const QuarterlyMapRequest& request);
Result<Sheet> tasksSheet(const Workspace& workspace, const QuarterlyMapRequest& request);

/// What every sheet says: period, producer, dates, page. `title` where the request has none.
Result<Sheet> emptySheet(
    const Workspace& workspace, const QuarterlyMapRequest& request, const QString& title);

} // namespace coop
