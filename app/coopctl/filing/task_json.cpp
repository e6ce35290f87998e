#include "app/coopctl/filing/task_json.h"

#include "core/domain/plan/reading.h"

#include <QJsonArray>

namespace coop
{

namespace
{
QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue orNull(QDate date)
{
    return orNull(date.toString(Qt::ISODate));
}

QJsonValue orNull(const std::optional<int>& number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue figureJson(const Indicator* indicator, const std::optional<qint64>& value)
{
    return indicator && value ? QJsonValue(figureAsDouble(*indicator, *value)) : QJsonValue(QJsonValue::Null);
}

QJsonObject milestoneJson(const Plan& plan, const PlanMilestone& milestone)
{
    const Indicator* indicator = plan.indicator(milestone.indicator);
    return {{QStringLiteral("due"), milestone.due.toString(Qt::ISODate)},
        {QStringLiteral("text"), milestone.text},
        {QStringLiteral("indicator"), indicator ? QJsonValue(indicator->id) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("value"), figureJson(indicator, milestone.value)}};
}

QJsonValue nextJson(const Plan& plan, const MilestoneStatus* next)
{
    if (!next)
        return QJsonValue::Null;
    QJsonObject object = milestoneJson(plan, next->milestone);
    object[QStringLiteral("actual")] = figureJson(plan.indicator(next->milestone.indicator), next->actual);
    object[QStringLiteral("days_left")] = next->daysLeft;
    object[QStringLiteral("behind")] = next->standing.behind;
    return object;
}

QJsonObject closingJson(const TaskClosing& closing)
{
    return {{QStringLiteral("asked_by"), orNull(closing.askedBy)},
        {QStringLiteral("asked_on"), orNull(closing.askedOn)},
        {QStringLiteral("asked_why"), orNull(closing.askedWhy)},
        {QStringLiteral("closed_by"), orNull(closing.closedBy)},
        {QStringLiteral("closed_on"), orNull(closing.closedOn)},
        {QStringLiteral("refusal"), orNull(closing.refusal)}};
}
} // namespace

QJsonObject taskReportJson(const TaskReport& report)
{
    return {{QStringLiteral("quarter"), report.quarter}, {QStringLiteral("unit"), report.unit},
        {QStringLiteral("progress"), report.progress}, {QStringLiteral("percent"), orNull(report.percent)},
        {QStringLiteral("problem"), orNull(report.problem)},
        {QStringLiteral("next_step"), orNull(report.nextStep)},
        {QStringLiteral("reported_on"), orNull(report.reportedOn)}};
}

QJsonObject taskJson(const Plan& plan, const TaskStatus& status)
{
    const PlanTask& task = *status.task;
    QJsonArray milestones, reports;
    for (const PlanMilestone& milestone : task.milestones)
        milestones += milestoneJson(plan, milestone);
    for (const TaskReport& report : status.reports)
        reports += taskReportJson(report);
    return {{QStringLiteral("no"), task.no}, {QStringLiteral("group"), task.group},
        {QStringLiteral("group_title"), plan.groups[task.group - 1].title},
        {QStringLiteral("item"), task.item}, {QStringLiteral("text"), task.text},
        {QStringLiteral("lead"), QJsonArray::fromStringList(task.lead)},
        {QStringLiteral("responsible"), QJsonArray::fromStringList(task.responsible)},
        {QStringLiteral("deadline"), task.deadline}, {QStringLiteral("milestones"), milestones},
        {QStringLiteral("light"), lightId(status.light)}, {QStringLiteral("state"), status.state},
        {QStringLiteral("next_milestone"), nextJson(plan, status.next())},
        {QStringLiteral("percent"), orNull(status.percent)}, {QStringLiteral("reports"), reports},
        {QStringLiteral("closing"), closingJson(status.closing)}};
}

} // namespace coop
