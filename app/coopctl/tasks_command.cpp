#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/json_output.h"
#include "core/store/workspace.h"
#include "core/workflow/task_status.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, on;
};

QJsonArray milestonesJson(const Plan& plan, const PlanTask& task)
{
    QJsonArray array;
    for (const PlanMilestone& milestone : task.milestones) {
        const Indicator* indicator = plan.indicator(milestone.indicator);
        array += QJsonObject{{QStringLiteral("due"), milestone.due.toString(Qt::ISODate)},
            {QStringLiteral("text"), milestone.text},
            {QStringLiteral("indicator"),
                indicator ? QJsonValue(indicator->id) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("value"),
                indicator && milestone.value ? QJsonValue(figureAsDouble(*indicator, *milestone.value))
                                             : QJsonValue(QJsonValue::Null)}};
    }
    return array;
}

Result<Outcome> tasks(const Options& options)
{
    QDate on = QDate::currentDate();
    if (!options.on.empty()) {
        const auto given = parseDate(text(options.on));
        if (!given)
            return fail(given.error().kind, QStringLiteral("--on ") + given.error().text);
        on = *given;
    }
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    if (!workspace)
        return fail(workspace.error());
    const Plan& plan = (*workspace)->plan();
    const auto all = taskStatus(**workspace, on);
    if (!all)
        return fail(all.error());
    QJsonArray array;
    QStringList lines{QStringLiteral("序号\t灯\t事项\t牵头单位\t完成时限")};
    for (const TaskStatus& each : *all) {
        const PlanTask& task = *each.task;
        array += QJsonObject{{QStringLiteral("no"), task.no}, {QStringLiteral("group"), task.group},
            {QStringLiteral("group_title"), plan.groups[task.group - 1].title},
            {QStringLiteral("item"), task.item}, {QStringLiteral("text"), task.text},
            {QStringLiteral("lead"), QJsonArray::fromStringList(task.lead)},
            {QStringLiteral("responsible"), QJsonArray::fromStringList(task.responsible)},
            {QStringLiteral("deadline"), task.deadline},
            {QStringLiteral("milestones"), milestonesJson(plan, task)},
            {QStringLiteral("light"), lightId(each.light)}, {QStringLiteral("state"), each.state}};
        lines += QStringList{QString::number(task.no), lightWord(each.light), task.item,
            task.lead.join(u'、'), task.deadline}
                     .join(u'\t');
    }
    return Outcome{array, lines.join(u'\n')};
}
} // namespace

void addTasksCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command = line.add(line.root(), "tasks", "重点任务和亮灯", [options] { return tasks(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("--on", options->on, "截至哪一天，例如 2024-12-31");
}

} // namespace coop
