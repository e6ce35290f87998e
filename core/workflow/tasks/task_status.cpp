#include "core/workflow/tasks/task_status.h"

#include "core/store/figures/indicator_reader.h"
#include "core/store/workspace.h"

#include <QHash>
#include <algorithm>

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
        COOP_TRY(readings);
        if (readings->isEmpty())
            return fail(ErrorKind::notFound, QStringLiteral("方案里没有指标“%1”").arg(indicator));
        return *cache.insert(key, readings->first());
    }

private:
    const Workspace& workspace;
    QHash<QString, Reading> cache;
};

Result<MilestoneStatus> statusOf(
    const Plan& plan, const PlanMilestone& milestone, QDate on, Readings& readings)
{
    MilestoneStatus status{.milestone = milestone, .daysLeft = int(on.daysTo(milestone.due))};
    const Indicator* indicator = plan.indicator(milestone.indicator);
    if (!indicator || !milestone.value)
        return status;
    const bool past = milestone.due < on;
    const QDate day = indicator->basis == Basis::yearFlow && past ? milestone.due : on;
    const auto reading = readings.at(indicator->id, Month::of(day));
    COOP_TRY(reading);
    // A flow of an earlier year says nothing about a later year's milestone.
    if (indicator->basis == Basis::yearFlow && milestone.due.year() != day.year()) {
        status.notBegun = true;
        return status;
    }
    status.actual = reading->value;
    status.standing.reached = reading->value
        && (indicator->strict ? *reading->value > *milestone.value : *reading->value >= *milestone.value);
    status.standing.behind = reading->status == TargetStatus::behind;
    return status;
}

/// The lowest of the milestones that fall due next; nothing when one of them has no figure.
std::optional<int> percentOfNext(const TaskStatus& status, const MilestoneStatus& next)
{
    int lowest = 100;
    for (const MilestoneStatus& each : status.milestones) {
        if (each.milestone.due != next.milestone.due)
            continue;
        const auto percent = each.percent();
        if (!percent)
            return std::nullopt;
        lowest = std::min(lowest, *percent);
    }
    return lowest;
}

std::optional<int> percentReported(const QList<TaskReport>& reports, const QString& upTo)
{
    QString quarter;
    int sum = 0, count = 0;
    for (const TaskReport& report : reports) { // the newest come first
        if (!report.percent || report.quarter > upTo)
            continue;
        if (!quarter.isEmpty() && report.quarter != quarter)
            break;
        quarter = report.quarter;
        sum += *report.percent;
        ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
}

std::optional<int> percentOf(const TaskStatus& status, const QString& quarter)
{
    if (status.closing.isClosed())
        return 100;
    if (const MilestoneStatus* next = status.next())
        if (const auto percent = percentOfNext(status, *next))
            return percent;
    if (!status.milestones.isEmpty() && !status.next())
        return 100;
    return percentReported(status.reports, quarter);
}

TaskLight lightOf(const TaskStatus& status, QDate on)
{
    if (status.closing.isClosed())
        return TaskLight::green;
    const QString quarter = Period::quarterOf(on).toString();
    const bool reported = std::any_of(status.reports.begin(), status.reports.end(),
        [&](const TaskReport& report) { return report.quarter == quarter; });
    qsizetype at = 0; // taskLight asks for them in the plan's order
    return taskLight(
        *status.task, on, reported, [&](const PlanMilestone&) { return status.milestones[at++].standing; });
}
} // namespace

std::optional<int> MilestoneStatus::percent() const
{
    if (standing.reached)
        return 100;
    if (!actual || !milestone.value || *milestone.value <= 0)
        return std::nullopt;
    const double share = double(*actual) / double(*milestone.value);
    return std::clamp(int(share * 100), 0, 99);
}

QString standingText(const MilestoneStatus& status)
{
    if (status.standing.reached)
        return QStringLiteral("已完成");
    if (status.daysLeft < 0)
        return QStringLiteral("逾期 %1 天").arg(-status.daysLeft);
    if (status.daysLeft == 0)
        return QStringLiteral("今天到期");
    return QStringLiteral("剩 %1 天").arg(status.daysLeft);
}

const MilestoneStatus* TaskStatus::next() const
{
    if (closing.isClosed())
        return nullptr;
    const MilestoneStatus* first = nullptr;
    for (const MilestoneStatus& each : milestones)
        if (!each.standing.reached && (!first || each.milestone.due < first->milestone.due))
            first = &each;
    return first;
}

Result<QList<TaskStatus>> taskStatus(const Workspace& workspace, QDate on)
{
    const auto rows = workspace.rows({.registry = QStringLiteral("tasks")});
    COOP_TRY(rows);
    auto reports = taskReports(workspace);
    COOP_TRY(reports);
    QHash<int, const Record*> rowOf;
    for (const Record& row : *rows)
        rowOf.insert(int(row[u"no"].number()), &row);

    Readings readings(workspace);
    QList<TaskStatus> all;
    for (const PlanTask& task : workspace.plan().tasks) {
        TaskStatus status{.task = std::make_shared<const PlanTask>(task)};
        if (const Record* row = rowOf.value(task.no)) {
            status.row = row->id;
            status.closing = closingOf(*row);
        }
        status.state = status.closing.state;
        status.reports = reports->take(status.row);
        for (const PlanMilestone& milestone : task.milestones) {
            auto standing = statusOf(workspace.plan(), milestone, on, readings);
            COOP_TRY(standing);
            status.milestones += std::move(*standing);
        }
        status.light = lightOf(status, on);
        status.percent = percentOf(status, Period::quarterOf(on).toString());
        all += std::move(status);
    }
    return all;
}

QDate dayOfQuarter(const Period& quarter, QDate today)
{
    return quarter == Period::quarterOf(today) ? today : quarter.lastDay();
}

} // namespace coop
