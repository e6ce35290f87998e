#pragma once
#include "core/base/result.h"
#include "core/domain/task_light.h"

namespace coop
{

class Workspace;

/// One of the plan's tasks as it stands on a day.
struct TaskStatus {
    const PlanTask* task = nullptr; ///< of the workspace's plan
    TaskLight light = TaskLight::grey;
    QString state; ///< 进行中, 已销号 …: the ledger's column
};

/// All tasks of the plan with their lights, in the plan's order. A flow's milestone is judged at its own due
/// date, any other figure on the day itself.
Result<QList<TaskStatus>> taskStatus(const Workspace& workspace, QDate on);

} // namespace coop
