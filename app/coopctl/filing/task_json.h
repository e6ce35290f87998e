#pragma once
#include "core/workflow/tasks/task_status.h"

#include <QJsonObject>

namespace coop
{

/// A task as `coopctl tasks` has it; figures in the unit of the indicator.
QJsonObject taskJson(const Plan& plan, const TaskStatus& status);
QJsonObject taskReportJson(const TaskReport& report);

} // namespace coop
