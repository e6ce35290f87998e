#pragma once
#include "core/workflow/printing/quarterly_map.h"

namespace coop
{

/// What is printed every quarter (制图).
enum class SheetKind {
    progress, ///< 全区进度图: one indicator by 片区 or 镇街
    atlas, ///< 片区图册: the same and a sheet for each federation
    outlets, ///< 网点分布图: outlets by role
    centres, ///< 为农服务中心覆盖图
    credit, ///< 信贷投放图: credit as circles
    tasks, ///< 任务进展一览: a table
};
inline constexpr SheetKind sheetKinds[] = {SheetKind::progress, SheetKind::atlas, SheetKind::outlets,
    SheetKind::centres, SheetKind::credit, SheetKind::tasks};
QString sheetKindId(SheetKind kind); ///< progress … tasks
QString sheetKindTitle(SheetKind kind); ///< 全区进度图 … 任务进展一览
std::optional<SheetKind> sheetKindOf(const QString& id);
bool choosesIndicator(SheetKind kind); ///< the others know theirs

/// The sheets of a kind, not yet cut into pages (pagesOf). The request's indicator counts where one is
/// chosen. Errors: as quarterlyMap; notFound where the plan has nothing of the kind (no outlets, no credit).
Result<QList<Sheet>> sheetsOf(const Workspace& workspace, SheetKind kind, const QuarterlyMapRequest& request);

} // namespace coop
