#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/domain/plan/reading.h"

namespace coop
{

class Workspace;

/// A figure of which the ledger rows are wanted: an indicator at a period's end in an area, or the part of
/// it that has one choice of a field.
struct FigureQuestion {
    QString indicator;
    Period period = Period::ofYear(2024);
    Area area{};
    QString field{}, choice{};
};

/// The rows that make a figure as the ledgers are now: their sum, or their number, is the figure.
struct FigureRows {
    QString registry; ///< where they are
    QList<RowId> rows; ///< the oldest first
    QString title; ///< what the figure is: 社会化服务规模 2024年第四季度 全区 服务环节 耕
    std::optional<qint64> figure; ///< as the ledgers have it now, smallest unit
    QString text; ///< the same with its unit, and what was published where that differs
};

/// Errors: notFound for an indicator that the plan does not have, or a field that the figure is not broken
/// down by. A figure that is 未报 or 不适用 has no rows.
Result<FigureRows> figureRows(const Workspace& workspace, const FigureQuestion& question);

} // namespace coop
