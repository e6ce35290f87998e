#include "core/domain/plan/task_light.h"

namespace coop
{

namespace
{
constexpr int warningDays = 30;
}

QString lightId(TaskLight light)
{
    switch (light) {
    case TaskLight::blue:
        return QStringLiteral("blue");
    case TaskLight::yellow:
        return QStringLiteral("yellow");
    case TaskLight::red:
        return QStringLiteral("red");
    case TaskLight::green:
        return QStringLiteral("green");
    case TaskLight::grey:
        break;
    }
    return QStringLiteral("grey");
}

QString lightWord(TaskLight light)
{
    switch (light) {
    case TaskLight::blue:
        return QStringLiteral("临期");
    case TaskLight::yellow:
        return QStringLiteral("滞后");
    case TaskLight::red:
        return QStringLiteral("逾期");
    case TaskLight::green:
        return QStringLiteral("正常");
    case TaskLight::grey:
        break;
    }
    return QStringLiteral("无进展");
}

TaskLight taskLight(const PlanTask& task, QDate on, bool reportedThisQuarter,
    const std::function<MilestoneStanding(const PlanMilestone&)>& standing)
{
    if (task.milestones.isEmpty())
        return reportedThisQuarter ? TaskLight::green : TaskLight::grey;
    bool near = false;
    bool behind = false;
    for (const PlanMilestone& milestone : task.milestones) {
        // Without a figure nobody but a person can say that it is reached (销号).
        const MilestoneStanding now = standing(milestone);
        if (now.reached)
            continue;
        if (milestone.due < on)
            return TaskLight::red;
        near = near || on.daysTo(milestone.due) <= warningDays;
        behind = behind || now.behind;
    }
    if (near)
        return TaskLight::blue;
    return behind ? TaskLight::yellow : TaskLight::green;
}

} // namespace coop
