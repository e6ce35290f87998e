#pragma once
#include "core/base/result.h"
#include "core/workflow/tasks/task_status.h"

#include <QStringList>

namespace coop
{

/// Which tasks somebody wants to see. Every condition must hold.
struct TaskChoice {
    QString unit{}; ///< a part of a lead or responsible unit's name, or a township or federation
    std::optional<TaskLight> light{};
    enum class Deadline {
        any,
        soon, ///< the next milestone within 30 days
        thisYear, ///< the next milestone in the year of `on`
        past, ///< a milestone is past and not reached
        none, ///< 长期坚持
    };
    Deadline deadline = Deadline::any;
    QString search{}; ///< every word somewhere in the task, as written or as pinyin initials
};

/// The units that tasks name as lead or responsible, in the order in which they come, leads first.
QStringList taskUnits(const Plan& plan);
/// Names of townships and federations: “各乡镇（街道）” stands for them.
Result<QStringList> localUnits(const Workspace& workspace);

QList<TaskStatus> chosenTasks(
    const QList<TaskStatus>& all, const TaskChoice& choice, QDate on, const QStringList& localUnits);

/// By its id (blue …) or word (临期 …). Errors: invalidValue, with what there is.
Result<TaskLight> parseLight(const QString& text);
inline constexpr TaskLight allLights[]
    = {TaskLight::red, TaskLight::blue, TaskLight::yellow, TaskLight::green, TaskLight::grey};

} // namespace coop
