#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/filing/task_json.h"
#include "core/store/workspace.h"
#include "core/workflow/tasks/task_choice.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, on, unit, light;
};

QString lineOf(const TaskStatus& status)
{
    const PlanTask& task = *status.task;
    const MilestoneStatus* next = status.next();
    return QStringList{QString::number(task.no), lightWord(status.light), task.item, task.lead.join(u'、'),
        next ? QStringLiteral("%1 %2").arg(next->milestone.due.toString(Qt::ISODate), standingText(*next))
            : status.isOpenEnded() ? QStringLiteral("长期坚持")
                                   : QStringLiteral("已完成"),
        status.percent ? QStringLiteral("%1%").arg(*status.percent) : QStringLiteral("—"), status.state}
        .join(u'\t');
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
    TaskChoice choice{.unit = text(options.unit).trimmed()};
    if (!options.light.empty()) {
        const auto light = parseLight(text(options.light));
        COOP_TRY(light);
        choice.light = *light;
    }
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    COOP_TRY(workspace);
    const auto all = taskStatus(**workspace, on);
    COOP_TRY(all);
    const auto local = localUnits(**workspace);
    COOP_TRY(local);
    QJsonArray array;
    QStringList lines{QStringLiteral("序号\t灯\t事项\t牵头单位\t下一节点\t进度\t状态")};
    for (const TaskStatus& each : chosenTasks(*all, choice, on, *local)) {
        array += taskJson((*workspace)->plan(), each);
        lines += lineOf(each);
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
    command->add_option("--unit", options->unit, "牵头或责任单位，写一部分也行");
    command->add_option(
        "--light", options->light, "只列这种灯：blue 临期、yellow 滞后、red 逾期、green 正常、grey 无进展");
}

} // namespace coop
