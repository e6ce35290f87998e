#pragma once
#include "core/base/result.h"
#include "core/map/sheet/sheet.h"
#include "core/workflow/mapping/map_content.h"

namespace coop
{

/// The quarterly progress map of an indicator; empty texts are filled from the plan and the figures.
struct QuarterlyMapRequest {
    MapTheme theme;
    QString page = QStringLiteral("A3-landscape"); ///< A3 or A4, landscape or portrait
    QString title{};
    QString producer{}; ///< 制图单位
    QDate made{}; ///< 制图日期
    QString reviewNumber{};
    QStringList notes{};
    bool outlets = true; ///< outlets as symbols; centres and federations always are
    bool blackAndWhite = false;
};

/// The printed sheet: map, legend, table of the areas, and every element that a printed map must have
/// (core/map/sheet/sheet_elements.h). Errors: an indicator that the plan does not have, a page that there is
/// not, no boundary layer.
/// 数据截止 of a sheet: the last day of its newest data (none: of its period), but not after the day when it
/// was made in that month or period, whose rest is still to come. A sheet that is older than its data is
/// refused.
QDate shownUntil(QDate data, const Period& period, QDate made);

Result<Sheet> quarterlyMap(const Workspace& workspace, const QuarterlyMapRequest& request);

} // namespace coop
