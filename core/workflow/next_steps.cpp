#include "core/workflow/next_steps.h"

#include "core/exchange/merge/conflicts.h"
#include "core/store/copies/backup.h"
#include "core/store/figures/frozen_figures.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing.h"
#include "core/workflow/tasks/task_status.h"

#include <algorithm>

namespace coop
{

namespace
{
using Urgency = NextStep::Urgency;
constexpr int backupDays = 7;
constexpr int namesShown = 4;

QString named(const QStringList& names)
{
    const QString list = names.mid(0, namesShown).join(u'、');
    return names.size() <= namesShown ? list : list + QStringLiteral("等");
}

/// Filings of one kind in one line, which leads to the first of them.
class FilingLine
{
public:
    void add(const FilingStanding& filing)
    {
        names += filing.federation.name;
        first = first == 0 ? filing.federation.id : first;
        late = late || filing.late;
    }
    /// `text` gets the number and the names.
    void addTo(QList<NextStep>& steps, const QString& text, Urgency urgency) const
    {
        if (!names.isEmpty())
            steps += NextStep{text.arg(names.size()).arg(named(names)), late ? Urgency::now : urgency,
                QStringLiteral("entry"), QStringLiteral("federations"), first};
    }
    int size() const { return int(names.size()); }

private:
    QStringList names;
    RowId first = 0;
    bool late = false;
};

Result<> addFilings(const Workspace& workspace, const Period& quarter, QDate today, NextSteps& found)
{
    QList<NextStep>& steps = found.steps;
    if (quarter.firstMonth().firstDay() > today)
        return {};
    const auto board = filingBoard(workspace, {quarter}, today);
    const auto closed = frozenQuarter(workspace, quarter);
    if (!board || !closed)
        return fail(!board ? board.error() : closed.error());
    FilingLine missing, returned, submitted, reviewed;
    bool asked = false;
    for (const FilingStanding& filing : *board) {
        if (!filing.isDue)
            continue;
        asked = true;
        if (filing.state == FilingState::submitted)
            submitted.add(filing);
        else if (filing.state == FilingState::reviewed)
            reviewed.add(filing);
        else if (filing.state == FilingState::draft)
            (filing.returnReason.isEmpty() ? missing : returned).add(filing);
    }
    const QString title = quarter.title();
    missing.addTo(steps, QStringLiteral("%1 个农合联未提交") + title + QStringLiteral("：%2"), Urgency::soon);
    returned.addTo(steps, QStringLiteral("%1 张填报表退回待改：%2"), Urgency::soon);
    submitted.addTo(steps, QStringLiteral("%1 张填报表待审核：%2"), Urgency::soon);
    reviewed.addTo(steps, QStringLiteral("%1 张填报表待锁定：%2"), Urgency::later);
    found.unreported = missing.size();
    found.filings = missing.size() + returned.size() + submitted.size() + reviewed.size();
    if (found.filings == 0 && !*closed && quarter.lastDay() < today && asked)
        steps += NextStep{
            title + QStringLiteral("已全部锁定，可以封存"), Urgency::later, QStringLiteral("entry")};
    return {};
}

Result<> addTasks(const Workspace& workspace, const Period& quarter, QDate today, NextSteps& found)
{
    const auto tasks = taskStatus(workspace, dayOfQuarter(quarter, today));
    COOP_TRY(tasks);
    const auto add = [&](const QString& text, Urgency urgency, const auto& waits) {
        QStringList numbers;
        RowId first = 0;
        for (const TaskStatus& task : *tasks)
            if (waits(task)) {
                numbers += QString::number(task.task->no);
                first = first == 0 ? task.row : first;
            }
        if (!numbers.isEmpty())
            found.steps += NextStep{text.arg(numbers.size()).arg(numbers.join(u'、')), urgency,
                QStringLiteral("tasks"), QStringLiteral("tasks"), first};
    };
    add(QStringLiteral("%1 项任务逾期：第 %2 项"), Urgency::now,
        [](const TaskStatus& task) { return task.light == TaskLight::red; });
    add(QStringLiteral("%1 项任务 30 天内到期：第 %2 项"), Urgency::soon,
        [](const TaskStatus& task) { return task.light == TaskLight::blue; });
    add(QStringLiteral("%1 项任务申请销号，等人同意：第 %2 项"), Urgency::soon,
        [](const TaskStatus& task) { return task.state == QStringLiteral("申请销号"); });
    for (const TaskStatus& task : *tasks) {
        ++found.lights[task.light];
        found.tasks += task.light == TaskLight::red || task.light == TaskLight::blue
            || task.state == QStringLiteral("申请销号");
    }
    return {};
}
} // namespace

Result<NextSteps> nextSteps(const Workspace& workspace, const Period& quarter, QDate today)
{
    NextSteps found;
    COOP_TRY(addFilings(workspace, quarter, today, found));
    COOP_TRY(addTasks(workspace, quarter, today, found));
    found.conflicts = waitingConflicts(workspace);
    if (found.conflicts > 0)
        found.steps += NextStep{QStringLiteral("冲突 %1 条待处理").arg(found.conflicts), Urgency::now,
            QStringLiteral("exchange"), QStringLiteral("conflicts")};
    const QList<Backup> made = backups(workspace.path());
    const bool fresh = !made.isEmpty() && made.first().time.date().daysTo(today) <= backupDays;
    if (!fresh)
        found.steps += NextStep{made.isEmpty()
                ? QStringLiteral("还没有备份，请到设置里做一个")
                : QStringLiteral("已 %1 天没有备份").arg(made.first().time.date().daysTo(today)),
            Urgency::now, QStringLiteral("settings")};
    std::stable_sort(found.steps.begin(), found.steps.end(),
        [](const NextStep& a, const NextStep& b) { return a.urgency < b.urgency; });
    return found;
}

} // namespace coop
