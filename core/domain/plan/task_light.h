#pragma once
#include "core/domain/plan/plan.h"

#include <functional>

namespace coop
{

enum class TaskLight {
    blue, ///< a milestone falls due within 30 days and is not reached yet
    yellow, ///< a figure is behind its pace
    red, ///< a milestone is past its date and not reached
    green, ///< what is due is reached, nothing presses
    grey, ///< 长期坚持 with no report this quarter
};

QString lightId(TaskLight light); ///< blue … grey: JSON
QString lightWord(TaskLight light); ///< 临期, 滞后, 逾期, 正常, 无进展: screen and paper

/// How a milestone stands on a day, as the caller read it from the ledgers.
struct MilestoneStanding {
    bool reached = false;
    bool behind = false; ///< its figure is behind pace
};

/// The light of a task on a day. A task without milestones is never red: it is green when it was reported on
/// this quarter and grey when not.
TaskLight taskLight(const PlanTask& task, QDate on, bool reportedThisQuarter,
    const std::function<MilestoneStanding(const PlanMilestone&)>& standing);

} // namespace coop
