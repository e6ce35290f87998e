#pragma once
#include "core/domain/plan/reading.h"
#include "core/map/sheet/sheet.h"
#include "core/workflow/tasks/task_status.h"

#include <QList>
#include <QStringList>

namespace coop
{

class Workspace;

/// What somebody asks for; date and number are inputs, so that the same data give the same bytes.
struct ReportRequest {
    Period period = Period::ofQuarter(2024, 4);
    QDate made; ///< 报告日期
    QString runNumber{}; ///< 出图编号
    QString producer{}; ///< empty: the plan's issuer
};

/// One indicator of the report, judged at the quarter's end.
struct ReportFigure {
    Reading whole; ///< the district
    QList<Reading> federations{}; ///< in the plan's order; none where no figure is kept by federation
    QList<std::optional<int>> ranks{}; ///< beside `federations`
    QList<Reading> quarters{}; ///< of the year, up to the period: for the chart
    QStringList basis{}; ///< 口径
};

/// Everything that a quarter's report says, as PDF, workbook and text alike. Readings point into the plan of
/// the workspace that it was read from.
struct Report {
    QString title; ///< 某县2024年第四季度“三位一体”改革进展报告
    QString planTitle, document, producer, district;
    Period period = Period::ofQuarter(2024, 4);
    QDate made, dataUntil;
    QString runNumber;
    QString across; ///< 练习
    QList<ReportFigure> figures{}; ///< headline indicators first
    QList<TaskStatus> tasks{};
    QDate tasksOn; ///< the day on which the tasks are judged
    QStringList summary{}; ///< sentences
    QStringList unreported{}; ///< 社会化服务规模：某镇农合联
    MapDocument map{}; ///< the first headline indicator by federation
    QString mapTitle{};
    QList<std::pair<QString, QString>> glossary{};

    const ReportFigure* headline() const { return figures.isEmpty() ? nullptr : &figures.first(); }
};

/// Errors: those of reading; no boundary layer.
Result<Report> readReport(const Workspace& workspace, const ReportRequest& request);

/// 截至2024年第四季度，全区完成社会化服务25.3万亩次，占年度目标的93.7%，落后序时进度6.3个百分点。
QString figureSentence(const Reading& reading, const QString& who);
/// How the federations stand: which meet it, the first and the last, who did not report.
QString spreadSentence(const ReportFigure& figure);
QString tasksSentence(const QList<TaskStatus>& tasks);

/// The tables that PDF, workbook and text share.
SheetTable figuresTable(const Report& report); ///< every indicator of the district
SheetTable rankingTable(const Report& report, const ReportFigure& figure); ///< by federation, best first
SheetTable federationTable(const Report& report, qsizetype federation); ///< every indicator of one
SheetTable tasksTable(const Report& report);

} // namespace coop
