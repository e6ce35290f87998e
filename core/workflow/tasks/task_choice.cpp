#include "core/workflow/tasks/task_choice.h"

#include "core/base/text/pinyin.h"
#include "core/domain/plan/plan.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr int soonDays = 30;

/// “各乡镇（街道）”: a plan's word for all of them.
bool meansEveryTownship(const QString& unit)
{
    return unit.startsWith(u'各')
        && (unit.contains(u'镇') || unit.contains(u'乡') || unit.contains(QStringLiteral("街道")));
}

bool concerns(const PlanTask& task, const QString& wanted, const QStringList& localUnits)
{
    const bool local = std::any_of(
        localUnits.begin(), localUnits.end(), [&](const QString& name) { return name.contains(wanted); });
    const auto is
        = [&](const QString& unit) { return unit.contains(wanted) || (local && meansEveryTownship(unit)); };
    return std::any_of(task.lead.begin(), task.lead.end(), is)
        || std::any_of(task.responsible.begin(), task.responsible.end(), is);
}

bool falls(const TaskStatus& status, TaskChoice::Deadline deadline, QDate on)
{
    const MilestoneStatus* next = status.next();
    switch (deadline) {
    case TaskChoice::Deadline::any:
        return true;
    case TaskChoice::Deadline::soon:
        return next && next->daysLeft >= 0 && next->daysLeft <= soonDays;
    case TaskChoice::Deadline::thisYear:
        return next && next->milestone.due.year() == on.year();
    case TaskChoice::Deadline::past:
        return next && next->daysLeft < 0;
    case TaskChoice::Deadline::none:
        break;
    }
    return status.isOpenEnded();
}

QString searchable(const TaskStatus& status)
{
    const PlanTask& task = *status.task;
    return QStringList{QString::number(task.no), task.item, task.text, task.lead.join(u' '),
        task.responsible.join(u' '), task.deadline, lightWord(status.light), status.state}
        .join(u' ');
}
} // namespace

QStringList taskUnits(const Plan& plan)
{
    QStringList units;
    for (const PlanTask& task : plan.tasks)
        units += task.lead;
    for (const PlanTask& task : plan.tasks)
        units += task.responsible;
    units.removeDuplicates();
    return units;
}

Result<QStringList> localUnits(const Workspace& workspace)
{
    QStringList names;
    for (const QString& registry : {QStringLiteral("townships"), QStringLiteral("federations")}) {
        const auto rows = workspace.rows({.registry = registry});
        COOP_TRY(rows);
        for (const Record& row : *rows)
            if (registry == u"townships" || !row[u"township"].isNull())
                names += row.title();
    }
    return names;
}

QList<TaskStatus> chosenTasks(
    const QList<TaskStatus>& all, const TaskChoice& choice, QDate on, const QStringList& localUnits)
{
    QList<TaskStatus> chosen;
    for (const TaskStatus& each : all)
        if ((!choice.light || each.light == *choice.light)
            && (choice.unit.isEmpty() || concerns(*each.task, choice.unit, localUnits))
            && falls(each, choice.deadline, on) && matchesSearch(searchable(each), choice.search))
            chosen += each;
    return chosen;
}

Result<TaskLight> parseLight(const QString& text)
{
    QStringList known;
    for (const TaskLight light : allLights) {
        if (text == lightId(light) || text == lightWord(light))
            return light;
        known += QStringLiteral("%1（%2）").arg(lightId(light), lightWord(light));
    }
    return fail(
        ErrorKind::invalidValue, QStringLiteral("没有“%1”这种灯，可用的有：%2").arg(text, known.join(u'、')));
}

} // namespace coop
