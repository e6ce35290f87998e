#pragma once
#include "core/base/result.h"
#include "core/domain/reading.h"
#include "core/workflow/next_steps.h"
#include "ui/charts/ranking_list.h"
#include "ui/charts/target_chart.h"

#include <QHash>

namespace coop
{

class Workspace;

/// What one card says, ready to be shown.
struct CardData {
    QString id, title, unit;
    bool headline = false;
    QString value; ///< rounded to the indicator's decimals; 未报 when nothing was handed in
    QString target; ///< — when the year has none
    QString exact{}; ///< value and target to the last digit, for the tool tip
    QString basis; ///< 口径: 年度发生额
    QString split; ///< 区级 1 · 乡镇级 6; empty when the figure has no parts
    QString clause;
    std::optional<double> completion, pace;
    TargetStatus status = TargetStatus::noTarget;
};

/// Everything that 总览 shows of one quarter and scope.
struct OverviewData {
    Period period = Period::ofYear(2024);
    Area scope;
    QList<CardData> cards{}; ///< headline indicators first, then as the plan orders them
    QList<TargetChartData> charts{}; ///< of the headline indicators
    QHash<QString, RankingData> rankings{}; ///< by indicator: the federations
    NextSteps next{};
};

/// Reads it all; runs on a worker's own workspace.
Result<OverviewData> readOverview(const Workspace& workspace, const Period& period, const Area& scope);

} // namespace coop
