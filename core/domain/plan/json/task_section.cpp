#include "core/domain/plan/json/json_node.h"
#include "core/domain/plan/json/sections.h"

namespace coop
{

namespace
{
PlanMilestone readMilestone(const JsonNode& node, const Plan& plan)
{
    node.expectKeys({u"due", u"text"}, {u"indicator", u"value"});
    PlanMilestone milestone;
    milestone.due = node[u"due"].date();
    milestone.text = node[u"text"].text();
    if (node.isSound() && (milestone.due.year() < plan.firstYear || milestone.due.year() > plan.lastYear))
        node[u"due"].refuse(QStringLiteral("%1 年不在方案年份 %2 到 %3 之内")
                                .arg(milestone.due.year())
                                .arg(plan.firstYear)
                                .arg(plan.lastYear));
    milestone.indicator = node.textOr(u"indicator");
    const Indicator* indicator = plan.indicator(milestone.indicator);
    if (!milestone.indicator.isEmpty() && indicator == nullptr)
        node[u"indicator"].refuse(QStringLiteral("indicators 里没有指标“%1”").arg(milestone.indicator));
    if (!node.has(u"value"))
        return milestone;
    if (indicator == nullptr)
        node[u"value"].refuse(QStringLiteral("有数值就要写明是哪个指标（indicator）"));
    else
        milestone.value = node[u"value"].amount(indicator->exponent);
    return milestone;
}

PlanTask readTask(const JsonNode& node, const Plan& plan)
{
    node.expectKeys({u"no", u"group", u"item", u"text", u"lead", u"responsible", u"deadline", u"milestones"});
    PlanTask task;
    task.no = node[u"no"].integer(1, 9999);
    task.group = node[u"group"].integer(1, 9999);
    if (node.isSound() && task.group > plan.groups.size())
        node[u"group"].refuse(
            QStringLiteral("groups 里只有 %1 组，没有第 %2 组").arg(plan.groups.size()).arg(task.group));
    task.item = node[u"item"].text();
    task.text = node[u"text"].text();
    task.lead = node[u"lead"].texts();
    task.responsible = node[u"responsible"].texts();
    task.deadline = node[u"deadline"].text();
    for (const JsonNode& milestone : node[u"milestones"].items())
        task.milestones += readMilestone(milestone, plan);
    return task;
}

/// Numbers must run 1, 2, 3 … as in the document.
void mustCount(const JsonNode& node, int number, qsizetype expected)
{
    if (number != expected)
        node.refuse(
            QStringLiteral("序号应当是 %1，却是 %2；序号要从 1 起逐个连续").arg(expected).arg(number));
}
} // namespace

void readTasks(const JsonNode& root, Plan& plan)
{
    for (const JsonNode& node : root[u"groups"].items()) {
        node.expectKeys({u"no", u"title"});
        plan.groups += {node[u"no"].integer(1, 9999), node[u"title"].text()};
        mustCount(node[u"no"], plan.groups.last().no, plan.groups.size());
    }
    for (const JsonNode& node : root[u"tasks"].items()) {
        plan.tasks += readTask(node, plan);
        mustCount(node[u"no"], plan.tasks.last().no, plan.tasks.size());
    }
}

} // namespace coop
