#include "core/workflow/report/report.h"

#include "core/store/workspace.h"
#include "core/workflow/mapping/map_content.h"

#include <algorithm>

namespace coop
{

namespace
{
QList<std::pair<QString, QString>> glossaryOf()
{
    return {
        {QStringLiteral("农合联"),
            QStringLiteral("农民合作经济组织联合会，农民合作组织和涉农单位自愿组成的联合组织，"
                           "本报告按乡镇级农合联所带的片区汇总。")},
        {QStringLiteral("“三位一体”"), QStringLiteral("生产、供销、信用三类合作融为一体的服务体系。")},
        {QStringLiteral("为农服务中心"),
            QStringLiteral("农合联的服务场所，集中提供农资、农机、农技、金融等服务；状态为建成的才计数。")},
        {QStringLiteral("农村综合服务社"), QStringLiteral("设在村、社区的综合服务网点，已撤销的不计数。")},
        {QStringLiteral("亩次"),
            QStringLiteral("一亩地完成一个环节的服务为一亩次，同一亩地耕、种、防、收分别计算。")},
        {QStringLiteral("年度发生额"), QStringLiteral("当年1月1日起到期末累加的数，次年重新计算。")},
        {QStringLiteral("期末存量"), QStringLiteral("期末最后一天有效的数量。")},
        {QStringLiteral("完成率"), QStringLiteral("实绩除以年度目标。")},
        {QStringLiteral("序时进度"),
            QStringLiteral(
                "按时间应当完成的比例，例如第三季度末为75%；完成率减序时进度为领先或落后的百分点。")},
        {QStringLiteral("未报"), QStringLiteral("当年没有任何台账记录、填报表也没有提交，与实绩为0不同。")},
        {QStringLiteral("不适用"), QStringLiteral("这一级不统计该指标。")},
    };
}

Result<ReportFigure> readFigure(const Workspace& workspace, const Indicator& indicator, const Period& period)
{
    ReportFigure figure;
    const auto whole = readIndicator(workspace, indicator.id, period, Breakdown::district);
    const auto parts = readIndicator(workspace, indicator.id, period, Breakdown::byFederation);
    COOP_TRY(whole);
    COOP_TRY(parts);
    figure.whole = whole->first();
    if (std::any_of(parts->begin(), parts->end(), [](const Reading& part) { return part.applicable; }))
        figure.federations = *parts;
    figure.ranks = ranksOf(figure.federations);
    for (int quarter = 1; quarter <= period.quarter(); ++quarter) {
        const auto reading = readIndicator(
            workspace, indicator.id, Period::ofQuarter(period.year(), quarter), Breakdown::district);
        COOP_TRY(reading);
        figure.quarters += reading->first();
    }
    const auto basis = basisLines(workspace, indicator, period);
    COOP_TRY(basis);
    figure.basis = *basis;
    return figure;
}

Result<> readFigures(const Workspace& workspace, Report& report)
{
    const Plan& plan = workspace.plan();
    for (const bool headline : {true, false})
        for (const Indicator& indicator : plan.indicators) {
            if (indicator.headline != headline)
                continue;
            auto figure = readFigure(workspace, indicator, report.period);
            COOP_TRY(figure);
            QStringList missing;
            for (const Reading& part : std::as_const(figure->federations))
                if (!part.value && part.applicable)
                    missing += part.area.name;
            if (!missing.isEmpty())
                report.unreported
                    += QStringLiteral("%1：%2").arg(indicator.title, missing.join(QStringLiteral("、")));
            else if (!figure->whole.value && figure->whole.applicable)
                report.unreported += QStringLiteral("%1：%2").arg(indicator.title, report.district);
            const auto until = dataUntil(workspace, indicator.id, report.period);
            COOP_TRY(until);
            if (until->isValid())
                report.dataUntil = report.dataUntil.isValid() ? std::max(report.dataUntil, *until) : *until;
            report.figures += *figure;
        }
    if (!report.dataUntil.isValid())
        report.dataUntil = report.period.lastDay();
    return {};
}
} // namespace

Result<Report> readReport(const Workspace& workspace, const ReportRequest& request)
{
    const Plan& plan = workspace.plan();
    Report report;
    report.period = request.period;
    report.made = request.made;
    report.runNumber = request.runNumber;
    report.district = plan.districtName;
    report.planTitle = plan.title;
    report.document = plan.document;
    report.producer = request.producer.isEmpty() ? plan.issuer : request.producer;
    QString reform = plan.title;
    if (reform.startsWith(plan.districtName))
        reform.remove(0, plan.districtName.size());
    report.title = QStringLiteral("%1%2%3进展报告").arg(plan.districtName, request.period.title(), reform);
    report.across = workspace.paperMark();
    if (!report.across.isEmpty()) // workbook and text have no paper of their own
        report.title = QStringLiteral("（%1）%2").arg(report.across, report.title);
    COOP_TRY(readFigures(workspace, report));
    report.tasksOn
        = dayOfQuarter(request.period, request.made.isValid() ? request.made : request.period.lastDay());
    const auto tasks = taskStatus(workspace, report.tasksOn);
    COOP_TRY(tasks);
    report.tasks = *tasks;
    if (const ReportFigure* headline = report.headline()) {
        const auto map = mapDocument(workspace,
            {.indicator = headline->whole.indicator->id,
                .period = request.period,
                .breakdown = Breakdown::byFederation});
        COOP_TRY(map);
        report.map = *map;
        report.mapTitle = headline->whole.indicator->title;
    }
    QStringList others;
    for (const ReportFigure& figure : std::as_const(report.figures)) {
        const Indicator& indicator = *figure.whole.indicator;
        if (!indicator.headline && !figure.whole.target && figure.whole.value) {
            others += QStringLiteral("%1%2%3").arg(
                indicator.title, coop::figure(indicator, *figure.whole.value), indicator.unit);
            continue;
        }
        report.summary += figureSentence(figure.whole, QStringLiteral("全区"));
        if (figure.whole.indicator->headline && !figure.federations.isEmpty())
            report.summary += spreadSentence(figure);
    }
    if (!others.isEmpty())
        report.summary += QStringLiteral("本年度没有目标的指标：%1。").arg(others.join(QStringLiteral("、")));
    report.summary += tasksSentence(report.tasks);
    report.glossary = glossaryOf();
    return report;
}

} // namespace coop
