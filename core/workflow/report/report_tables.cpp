#include "core/domain/plan/percent_text.h"
#include "core/domain/plan/shortfall.h"
#include "core/workflow/report/report.h"

#include <algorithm>
#include <numeric>

namespace coop
{

namespace
{
QString paceText(const Reading& reading)
{
    return reading.value && reading.target ? percentText(reading.pace) : QStringLiteral("—");
}

QStringList cells(const QString& name, const Reading& reading)
{
    return {name, roundedValueText(reading), figureOrDash(*reading.indicator, reading.target),
        percentText(reading.completion), paceText(reading), standingText(reading)};
}

QStringList headings(const QString& first)
{
    return {first, QStringLiteral("实绩"), QStringLiteral("年度目标"), QStringLiteral("完成率"),
        QStringLiteral("序时进度"), QStringLiteral("状态")};
}

QString named(const Indicator& indicator)
{
    return QStringLiteral("%1（%2）").arg(indicator.title, indicator.unit);
}
} // namespace

SheetTable figuresTable(const Report& report)
{
    SheetTable table{.title = QStringLiteral("全区指标完成情况"),
        .headings = headings(QStringLiteral("指标")) + QStringList{QStringLiteral("口径")}};
    for (const ReportFigure& figure : report.figures)
        table.rows += cells(named(*figure.whole.indicator), figure.whole)
            + QStringList{basisName(figure.whole.indicator->basis)};
    table.wrapped = {0};
    return table;
}

SheetTable rankingTable(const Report& report, const ReportFigure& figure)
{
    const Indicator& indicator = *figure.whole.indicator;
    SheetTable table{.title = indicator.title + QStringLiteral("分片区排名"),
        .unit = QStringLiteral("单位：%1").arg(indicator.unit),
        .headings = QStringList{QStringLiteral("位次")} + headings(QStringLiteral("农合联")),
        .lastRowIsTotal = true};
    const qsizetype gap = table.headings.size() - 1; // before 状态
    table.headings.insert(gap, behindHeading());
    table.headings.insert(gap + 1, missingHeading(indicator));
    const auto add = [&](const QString& rank, const QString& name, const Reading& reading) {
        QStringList row = QStringList{rank} + cells(name, reading);
        row.insert(gap, behindText(reading));
        row.insert(gap + 1, missingText(reading));
        table.rows += row;
    };
    QList<qsizetype> order(figure.federations.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        return figure.ranks[a].value_or(1 << 20) < figure.ranks[b].value_or(1 << 20);
    });
    for (const qsizetype i : std::as_const(order))
        add(figure.ranks[i] ? QString::number(*figure.ranks[i]) : QStringLiteral("—"),
            figure.federations[i].area.name, figure.federations[i]);
    add({}, report.district, figure.whole);
    return table;
}

SheetTable federationTable(const Report& report, qsizetype federation)
{
    SheetTable table{.title = QStringLiteral("指标完成情况"),
        .headings = headings(QStringLiteral("指标")) + QStringList{QStringLiteral("位次")}};
    for (const ReportFigure& figure : report.figures)
        if (federation < figure.federations.size())
            table.rows += cells(named(*figure.whole.indicator), figure.federations[federation])
                + QStringList{figure.ranks[federation] ? QString::number(*figure.ranks[federation])
                                                       : QStringLiteral("—")};
    table.wrapped = {0};
    return table;
}

SheetTable tasksTable(const Report& report)
{
    SheetTable table{.title = QStringLiteral("重点任务进展"),
        .headings
        = {QStringLiteral("序号"), QStringLiteral("事项"), QStringLiteral("任务"), QStringLiteral("牵头单位"),
            QStringLiteral("时限"), QStringLiteral("进度"), QStringLiteral("状态")},
        .wrapped = {1, 2, 3, 4}};
    for (const TaskStatus& task : report.tasks)
        table.rows += QStringList{QString::number(task.task->no), task.task->item, task.task->text,
            task.task->lead.join(QStringLiteral("、")), task.task->deadline,
            task.percent ? QStringLiteral("%1%").arg(*task.percent) : QStringLiteral("—"),
            task.state == QStringLiteral("已销号") ? task.state : lightWord(task.light)};
    return table;
}

} // namespace coop
