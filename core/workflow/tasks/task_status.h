#pragma once
#include "core/base/result.h"
#include "core/domain/plan/task_light.h"
#include "core/workflow/tasks/task_closing.h"
#include "core/workflow/tasks/task_reports.h"

#include <memory>

namespace coop
{

class Workspace;

/// A milestone as it stands on a day.
struct MilestoneStatus {
    PlanMilestone milestone;
    std::optional<qint64> actual{}; ///< smallest unit of its indicator; nothing: no figure, 未报, not begun
    MilestoneStanding standing{};
    bool notBegun = false; ///< a flow of a year that lies ahead
    int daysLeft = 0; ///< below 0 when it is past

    /// 0 … 100, rounded down; a milestone that is not reached never shows 100.
    std::optional<int> percent() const;
};

/// 已完成, 逾期 15 天, 今天到期, 剩 26 天: screen and paper.
QString standingText(const MilestoneStatus& status);

/// One of the plan's tasks as it stands on a day.
struct TaskStatus {
    std::shared_ptr<const PlanTask> task; ///< outlives the workspace that it was read from
    TaskLight light = TaskLight::grey;
    QString state; ///< 进行中, 申请销号, 已销号
    RowId row = 0; ///< in the registry tasks
    TaskClosing closing{};
    QList<MilestoneStatus> milestones{}; ///< in the plan's order
    QList<TaskReport> reports{}; ///< the newest quarter first, in it by unit
    /// How far it is: its next milestone's figures (the lowest of one day), else the mean of what the units
    /// reported last. Nothing where neither says so.
    std::optional<int> percent{};

    /// The first milestone that is not reached; null when all are, or the task is closed.
    const MilestoneStatus* next() const;
    bool isOpenEnded() const { return task->milestones.isEmpty(); } ///< 长期坚持
};

/// All tasks of the plan with their lights, in the plan's order. A flow's milestone is judged at its own due
/// date, any other figure on the day itself. A closed task is green.
Result<QList<TaskStatus>> taskStatus(const Workspace& workspace, QDate on);

/// The day on which a quarter's tasks are judged: its last, but `today` in the quarter that runs.
QDate dayOfQuarter(const Period& quarter, QDate today);

} // namespace coop
