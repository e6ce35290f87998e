#include "core/store/workspace.h"
#include "core/workflow/printing/thematic_sheets.h"
#include "core/workflow/tasks/task_status.h"

namespace coop
{

namespace
{
QString shortUnits(const QStringList& units)
{
    return units.size() <= 2 ? units.join(u'、')
                             : QStringLiteral("%1等%2个单位").arg(units.first()).arg(units.size());
}

QString nextWords(const TaskStatus& task)
{
    if (task.isOpenEnded())
        return QStringLiteral("长期坚持");
    const MilestoneStatus* next = task.next();
    return next
        ? QStringLiteral("%1　%2（%3）")
              .arg(next->milestone.due.toString(Qt::ISODate), next->milestone.text, standingText(*next))
        : QStringLiteral("全部完成");
}
} // namespace

Result<Sheet> tasksSheet(const Workspace& workspace, const QuarterlyMapRequest& request)
{
    const Plan& plan = workspace.plan();
    auto sheet = emptySheet(workspace, request, QStringLiteral("重点任务进展一览"));
    if (!sheet)
        return sheet;
    // A quarter that still runs is judged on the day that the paper carries.
    const QDate on = dayOfQuarter(
        request.theme.period, request.made.isValid() ? request.made : request.theme.period.lastDay());
    const auto tasks = taskStatus(workspace, on);
    COOP_TRY(tasks);
    sheet->tableOnly = true;
    sheet->table = {.title = plan.title + QStringLiteral("重点任务"),
        .headings = {QStringLiteral("序号"), QStringLiteral("事项"), QStringLiteral("任务"),
            QStringLiteral("牵头单位"), QStringLiteral("时限"), QStringLiteral("下一节点"),
            QStringLiteral("进度"), QStringLiteral("状态")},
        .wrapped = {1, 2, 3, 4, 5}};
    QMap<TaskLight, int> lights;
    int closed = 0;
    for (const TaskStatus& task : *tasks) {
        const bool done = task.state == QStringLiteral("已销号");
        closed += done;
        ++lights[task.light];
        sheet->table.rows += QStringList{QString::number(task.task->no), task.task->item, task.task->text,
            shortUnits(task.task->lead), task.task->deadline, nextWords(task),
            task.percent ? QStringLiteral("%1%").arg(*task.percent) : QStringLiteral("—"),
            done ? QStringLiteral("已销号") : lightWord(task.light)};
    }
    QStringList words{QStringLiteral("共%1项，已销号%2项").arg(tasks->size()).arg(closed)};
    for (const TaskLight light :
        {TaskLight::red, TaskLight::yellow, TaskLight::blue, TaskLight::green, TaskLight::grey})
        if (lights.value(light) > 0)
            words += QStringLiteral("%1%2项").arg(lightWord(light)).arg(lights.value(light));
    SheetSettings& settings = sheet->settings;
    settings.subtitle = words.join(QStringLiteral("，"));
    settings.dataUntil = on;
    settings.basis
        = {QStringLiteral("状态按%1判定：逾期，节点已过未完成；滞后，指标落后序时进度；临期，30天内到期；"
                          "无进展，长期任务本季度没有填报")
                .arg(on.toString(Qt::ISODate))};
    return sheet;
}

} // namespace coop
