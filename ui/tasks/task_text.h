#pragma once
#include "core/workflow/tasks/task_status.h"

namespace coop
{

struct Plan;

// What the drawer shows of a task, as rich text.

/// Text, units, deadline, milestones with their standing, and how its closing goes.
QString taskInWords(const Plan& plan, const TaskStatus& status);
/// The reports by quarter and unit, the newest first.
QString reportsInWords(const QList<TaskReport>& reports);

} // namespace coop
