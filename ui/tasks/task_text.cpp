#include "ui/tasks/task_text.h"

#include "core/domain/plan/plan.h"
#include "core/workflow/tasks/demand_note.h"
#include "ui/look/light_mark.h"
#include "ui/look/theme.h"

namespace coop
{

namespace
{
QString grey(const QString& text)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(theme::secondText.name(), text.toHtmlEscaped());
}

QString block(const QString& label, const QString& html)
{
    return QStringLiteral("<p style='margin:0 0 10px 0'>%1<br>%2</p>").arg(grey(label), html);
}

TaskLight lightOf(const MilestoneStatus& status)
{
    if (status.standing.reached)
        return TaskLight::green;
    if (status.daysLeft < 0)
        return TaskLight::red;
    if (status.daysLeft <= 30)
        return TaskLight::blue;
    return status.standing.behind ? TaskLight::yellow : TaskLight::grey;
}

QString milestoneHtml(const Plan& plan, const MilestoneStatus& status)
{
    const TaskLight light = lightOf(status);
    QString html
        = QStringLiteral("<span style='color:%1'>%2</span> %3　<b>%4</b><br>%5")
              .arg(lightColour(light).name(), lightMark(light), status.milestone.due.toString(Qt::ISODate),
                  standingText(status) + (light == TaskLight::yellow ? QStringLiteral("，滞后") : QString()),
                  status.milestone.text.toHtmlEscaped());
    if (const QString figures = figuresText(plan, status); !figures.isEmpty())
        html += QStringLiteral("<br>") + grey(figures);
    return QStringLiteral("<p style='margin:2px 0 8px 0'>%1</p>").arg(html);
}

QString step(const QString& who, QDate on, const QString& what)
{
    return QStringLiteral("%1 %2 %3").arg(on.toString(Qt::ISODate), who, what).toHtmlEscaped();
}

QString closingHtml(const TaskClosing& closing)
{
    QStringList lines;
    if (!closing.askedBy.isEmpty())
        lines += step(closing.askedBy, closing.askedOn, QStringLiteral("申请销号：") + closing.askedWhy);
    if (closing.isClosed())
        lines += step(closing.closedBy, closing.closedOn, QStringLiteral("同意销号"));
    else if (!closing.refusal.isEmpty())
        lines += QStringLiteral("没有同意：%1").arg(closing.refusal).toHtmlEscaped();
    return lines.isEmpty() ? QString() : block(QStringLiteral("销号"), lines.join(QStringLiteral("<br>")));
}
} // namespace

QString taskInWords(const Plan& plan, const TaskStatus& status)
{
    const PlanTask& task = *status.task;
    QString html = block(QStringLiteral("工作任务"), task.text.toHtmlEscaped())
        + block(QStringLiteral("牵头单位"), task.lead.join(u'、').toHtmlEscaped())
        + block(QStringLiteral("责任单位"), task.responsible.join(u'、').toHtmlEscaped())
        + closingHtml(status.closing) + block(QStringLiteral("完成时限"), task.deadline.toHtmlEscaped());
    if (!status.milestones.isEmpty())
        html += QStringLiteral("<p style='margin:0'>%1</p>").arg(grey(QStringLiteral("里程碑")));
    for (const MilestoneStatus& milestone : status.milestones)
        html += milestoneHtml(plan, milestone);
    return html;
}

QString reportsInWords(const QList<TaskReport>& reports)
{
    QString html, quarter;
    for (const TaskReport& report : reports) {
        if (report.quarter != quarter) {
            quarter = report.quarter;
            const auto period = Period::parse(quarter);
            html += QStringLiteral("<p style='margin:4px 0 6px 0'><b>%1</b></p>")
                        .arg((period ? period->title() : quarter).toHtmlEscaped());
        }
        QString head = report.unit;
        if (report.percent)
            head += QStringLiteral("　完成 %1%").arg(*report.percent);
        QStringList lines{
            QStringLiteral("%1 %2").arg(head.toHtmlEscaped(), grey(report.reportedOn.toString(Qt::ISODate))),
            report.progress.toHtmlEscaped()};
        if (!report.problem.isEmpty())
            lines += grey(QStringLiteral("存在问题：")) + report.problem.toHtmlEscaped();
        if (!report.nextStep.isEmpty())
            lines += grey(QStringLiteral("下一步：")) + report.nextStep.toHtmlEscaped();
        html += QStringLiteral("<p style='margin:0 0 10px 0'>%1</p>").arg(lines.join(QStringLiteral("<br>")));
    }
    return html;
}

} // namespace coop
