#pragma once
#include "core/base/result.h"
#include "core/domain/plan/reading.h"
#include "core/tabular/export/figure_table.h"
#include "core/workflow/next_steps.h"
#include "ui/charts/ranking_list.h"
#include "ui/overview/focus_data.h"

#include <QHash>

namespace coop
{

class Workspace;

/// What one card says, ready to be shown.
struct CardData {
    QString id, title, unit;
    bool headline = false;
    QString value; ///< rounded to the indicator's decimals; 未报, 不适用
    QString target; ///< — when the year has none
    QString exact{}; ///< value and target to the last digit, for the tool tip
    QString basis; ///< 口径: 年度发生额
    QString split; ///< 区级 1 · 乡镇级 6; empty when the figure has no parts
    QString clause;
    std::optional<double> completion, pace;
    TargetStatus status = TargetStatus::noTarget;
    bool applicable = true; ///< false: no such figure is kept for this scope (不适用)
};

/// Everything that 总览 shows of one quarter and scope.
struct OverviewData {
    Period period = Period::ofYear(2024);
    Area scope;
    QList<CardData> cards{}; ///< headline indicators first, then as the plan orders them
    QHash<QString, RankingData> rankings{}; ///< by indicator: the federations
    QHash<QString, FigureTable> rankingTables{}; ///< their numbers
    FocusData focus{}; ///< of one card
    NextSteps next{};
};

/// Reads it all; runs on a worker's own workspace. `chosen`: the card whose charts are shown; empty or not in
/// the plan: the first one.
Result<OverviewData> readOverview(
    const Workspace& workspace, const Period& period, const Area& scope, const QString& chosen);

} // namespace coop
