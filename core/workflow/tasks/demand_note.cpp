#include "core/workflow/tasks/demand_note.h"

#include "core/base/files/output.h"
#include "core/base/period.h"
#include "core/domain/plan/plan.h"
#include "core/domain/plan/reading.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/store/workspace.h"

#include <QFileInfo>
#include <QPainter>

namespace coop
{

namespace
{
QString milestoneLine(const Plan& plan, const MilestoneStatus& status)
{
    const QString line
        = QStringLiteral("%1前：%2").arg(dateInWords(status.milestone.due), status.milestone.text);
    return line + figuresText(plan, status, QStringLiteral("（"), QStringLiteral("）")) + u'，'
        + standingText(status);
}

QString reportLine(const TaskReport& report)
{
    const auto quarter = Period::parse(report.quarter);
    QString line = QStringLiteral("%1（%2）：%3")
                       .arg(report.unit, quarter ? quarter->title() : report.quarter, report.progress);
    if (report.percent)
        line += QStringLiteral("；完成 %1%").arg(*report.percent);
    if (!report.problem.isEmpty())
        line += QStringLiteral("；存在问题：") + report.problem;
    if (!report.nextStep.isEmpty())
        line += QStringLiteral("；下一步：") + report.nextStep;
    return line;
}

/// The reports of the last quarter that has any, not after `on`.
QStringList latestReports(const QList<TaskReport>& reports, QDate on)
{
    const QString upTo = Period::quarterOf(on).toString();
    QStringList lines;
    QString quarter;
    for (const TaskReport& report : reports) { // the newest come first
        if (report.quarter > upTo)
            continue;
        if (!quarter.isEmpty() && report.quarter != quarter)
            break;
        quarter = report.quarter;
        lines += reportLine(report);
    }
    return lines;
}
} // namespace

QString figuresText(
    const Plan& plan, const MilestoneStatus& status, const QString& before, const QString& after)
{
    const Indicator* indicator = plan.indicator(status.milestone.indicator);
    if (!indicator || !status.milestone.value)
        return {};
    const QString actual = status.notBegun ? QStringLiteral("—")
        : status.actual ? figureInSentence(*indicator, *status.actual, status.milestone.value)
                        : figureOrUnreported(*indicator, status.actual);
    return before
        + QStringLiteral("目标 %1 %2，实际 %3")
              .arg(figure(*indicator, *status.milestone.value), indicator->unit, actual)
        + after;
}

QString usualDemand(TaskLight light)
{
    switch (light) {
    case TaskLight::red:
        return QStringLiteral(
            "该任务已逾期。请牵头单位会同责任单位说明未完成的原因，提出补救措施和完成日期，抓"
            "紧办理并书面回复。");
    case TaskLight::yellow:
        return QStringLiteral(
            "该任务进度滞后。请牵头单位会同责任单位说明原因，提出赶上进度的措施，抓紧办理并书面回复。");
    case TaskLight::blue:
        return QStringLiteral(
            "该任务临近时限。请牵头单位会同责任单位抓紧办理，确保按期完成；有困难的及时书面报告。");
    case TaskLight::grey:
        return QStringLiteral(
            "本季度没有收到该任务的进展。请牵头单位会同责任单位填报进展情况、存在问题和下一步打算。");
    case TaskLight::green:
        break;
    }
    return QStringLiteral("请牵头单位会同责任单位继续推进，按季度填报进展情况。");
}

DemandNote demandNote(
    const Workspace& workspace, const TaskStatus& status, QDate on, QDate made, const QString& demand)
{
    const Plan& plan = workspace.plan();
    const PlanTask& task = *status.task;
    DemandNote note{.planTitle = plan.title,
        .document = plan.document,
        .issuer = plan.issuer,
        .no = task.no,
        .item = task.item,
        .text = task.text,
        .lead = task.lead.join(u'、'),
        .responsible = task.responsible.join(u'、'),
        .deadline = task.deadline,
        .light = status.closing.isClosed() ? status.closing.state : lightWord(status.light),
        .reports = latestReports(status.reports, on),
        .demand = demand.trimmed().isEmpty() ? usualDemand(status.light) : demand.trimmed(),
        .on = on,
        .made = made,
        .across = workspace.paperMark()};
    for (const PlanGroup& group : plan.groups)
        if (group.no == task.group)
            note.group = group.title;
    for (const MilestoneStatus& milestone : status.milestones)
        note.milestones += milestoneLine(plan, milestone);
    return note;
}

Result<> exportDemandNotes(const QList<DemandNote>& notes, const QString& path)
{
    const QFileInfo file(path);
    if (notes.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("没有要打印的任务，没有写出督办单"));
    if (file.suffix().toLower() != u"pdf")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("督办单不能输出成“%1”，文件名请以 .pdf 结尾").arg(file.fileName()));
    auto output = Output::to(path, FileKind::pdf);
    COOP_TRY(output);
    const QByteArray bytes
        = pdfOf({.paperMm = demandNotePaperMm, .title = QStringLiteral("督办单"), .made = notes.first().made},
            int(notes.size()), [&](QPainter& painter, int page, double unitsPerMm) {
                drawDemandNote(painter, notes[page], unitsPerMm);
                return true;
            });
    COOP_TRY(output->write(bytes));
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
