#include "core/workflow/task_status.h"

#include "core/store/indicator_reader.h"
#include "core/store/workspace.h"

#include <QHash>

namespace coop
{

namespace
{
/// Readings by indicator and month, each read once.
class Readings
{
public:
    explicit Readings(const Workspace& source)
        : workspace(source)
    {
    }

    Result<Reading> at(const QString& indicator, Month month)
    {
        const QString key = indicator + month.toString();
        if (const auto known = cache.constFind(key); known != cache.constEnd())
            return *known;
        const auto readings
            = readIndicator(workspace, indicator, Period::ofMonth(month), Breakdown::district);
        if (!readings)
            return fail(readings.error());
        if (readings->isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”").arg(indicator));
        return *cache.insert(key, readings->first());
    }

private:
    const Workspace& workspace;
    QHash<QString, Reading> cache;
};

Result<MilestoneStanding> standingOf(
    const Plan& plan, const PlanMilestone& milestone, QDate on, Readings& readings)
{
    const Indicator* indicator = plan.indicator(milestone.indicator);
    if (!indicator || !milestone.value)
        return MilestoneStanding{};
    const bool past = milestone.due < on;
    const QDate day = indicator->basis == Basis::yearFlow && past ? milestone.due : on;
    const auto reading = readings.at(indicator->id, Month::of(day));
    if (!reading)
        return fail(reading.error());
    // A flow of an earlier year says nothing about a later year's milestone.
    const bool sameYear = indicator->basis != Basis::yearFlow || milestone.due.year() == day.year();
    const bool enough = reading->value
        && (indicator->strict ? *reading->value > *milestone.value : *reading->value >= *milestone.value);
    const bool isBehind = sameYear && reading->status == TargetStatus::behind;
    return MilestoneStanding{sameYear && enough, isBehind};
}
} // namespace

Result<QList<TaskStatus>> taskStatus(const Workspace& workspace, QDate on)
{
    const auto rows = workspace.rows({.registry = QStringLiteral("tasks")});
    if (!rows)
        return fail(rows.error());
    QHash<qint64, QString> states;
    for (const Record& row : *rows)
        states.insert(row[u"no"].number(), row[u"state"].text());

    Readings readings(workspace);
    QList<TaskStatus> all;
    for (const PlanTask& task : workspace.plan().tasks) {
        std::optional<Error> error;
        const auto standing = [&](const PlanMilestone& milestone) {
            const auto now = standingOf(workspace.plan(), milestone, on, readings);
            if (!now)
                error = now.error();
            return now.value_or(MilestoneStanding{});
        };
        const TaskLight light = taskLight(task, on, false, standing);
        if (error)
            return fail(*error);
        all += TaskStatus{&task, light, states.value(task.no)};
    }
    return all;
}

} // namespace coop
