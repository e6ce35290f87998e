#include "core/workflow/tasks/task_reports.h"

#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/workflow/tasks/task_closing.h"

#include <algorithm>

namespace coop
{

namespace
{
const QString reportsLedger = QStringLiteral("task_reports");

TaskReport reportOf(const Record& row)
{
    TaskReport report{.row = row.id,
        .quarter = row[u"quarter"].text(),
        .unit = row[u"unit"].text(),
        .progress = row[u"progress"].text(),
        .problem = row[u"problem"].text(),
        .nextStep = row[u"next_step"].text(),
        .reportedOn = QDate::fromString(row[u"reported_on"].text(), Qt::ISODate)};
    if (row[u"percent"].isNumber())
        report.percent = int(row[u"percent"].number());
    return report;
}

/// The row that stands for the same task, quarter and unit; 0 when there is none.
Result<RowId> sameReport(const Workspace& workspace, const Record& report)
{
    const auto rows = workspace.rows({.registry = reportsLedger,
        .equals = {{QStringLiteral("task"), report[u"task"]}, {QStringLiteral("quarter"), report[u"quarter"]},
            {QStringLiteral("unit"), report[u"unit"]}},
        .limit = 1});
    COOP_TRY(rows);
    return rows->isEmpty() ? RowId(0) : rows->first().id;
}
} // namespace

Result<QHash<RowId, QList<TaskReport>>> taskReports(const Workspace& workspace)
{
    QHash<RowId, QList<TaskReport>> all;
    if (!workspace.layout(reportsLedger))
        return all; // read from a file of an earlier schema
    const auto rows = workspace.rows({.registry = reportsLedger});
    COOP_TRY(rows);
    for (const Record& row : *rows)
        all[row[u"task"].number()] += reportOf(row);
    for (QList<TaskReport>& ofTask : all)
        std::sort(ofTask.begin(), ofTask.end(), [](const TaskReport& a, const TaskReport& b) {
            return a.quarter != b.quarter ? a.quarter > b.quarter : a.unit < b.unit;
        });
    return all;
}

Result<Record> taskReport(const Workspace& workspace, int task, const Period& quarter, const QString& unit)
{
    if (!quarter.isQuarter())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("任务进展按季度填报，“%1”不是季度，请写成 2024Q4 的样子").arg(quarter.toString()));
    if (unit.trimmed().isEmpty())
        return fail(ErrorKind::invalidValue, QStringLiteral("没有写填报单位，请写明是哪个单位的进展"));
    const auto row = taskRow(workspace, task);
    COOP_TRY(row);
    Record report(*workspace.registries().find(reportsLedger));
    report.set(u"task", row->id);
    report.set(u"quarter", quarter.toString());
    report.set(u"unit", unit.trimmed());
    const auto there = sameReport(workspace, report);
    COOP_TRY(there);
    return *there == 0 ? Result<Record>(report) : workspace.row(reportsLedger, *there);
}

Result<RowId> saveTaskReport(Workspace& workspace, Author author, Record report)
{
    const auto task = workspace.row(QStringLiteral("tasks"), report[u"task"].number());
    COOP_TRY(task);
    if (author.reason.isEmpty())
        author.reason = QStringLiteral("填写任务 %1 的进展（%2，%3）")
                            .arg(task->code(), report[u"quarter"].text(), report[u"unit"].text());
    return inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<RowId> {
        if (report.id == 0) { // looked for inside the transaction: somebody may have been faster
            const auto there = sameReport(workspace, report);
            COOP_TRY(there);
            report.id = *there;
        }
        FieldValue reportedOn = FieldValue(QDate::currentDate().toString(Qt::ISODate));
        if (report.id != 0) {
            const auto before = workspace.row(reportsLedger, report.id);
            COOP_TRY(before);
            report.set(u"code", before->code());
            reportedOn = (*before)[u"reported_on"];
        }
        if (report[u"reported_on"].isNull())
            report.set(u"reported_on", reportedOn);
        return addOrChange(work, report);
    });
}

} // namespace coop
