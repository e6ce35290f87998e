#include "core/workflow/tasks/task_closing.h"

#include "core/store/one_step.h"
#include "core/store/people/rights.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace coop
{

namespace
{
const QString tasksLedger = QStringLiteral("tasks");

FieldValue orNull(const QString& text)
{
    return text.isEmpty() ? FieldValue() : FieldValue(text);
}

void write(Record& row, const TaskClosing& closing)
{
    row.set(u"state", closing.state);
    row.set(u"asked_by", orNull(closing.askedBy));
    row.set(u"asked_on", orNull(closing.askedOn.toString(Qt::ISODate)));
    row.set(u"asked_why", orNull(closing.askedWhy));
    row.set(u"closed_by", orNull(closing.closedBy));
    row.set(u"closed_on", orNull(closing.closedOn.toString(Qt::ISODate)));
    row.set(u"refusal", orNull(closing.refusal));
}

Error notNow(int task, const TaskClosing& closing)
{
    const QString next = closing.isClosed() ? QStringLiteral("要恢复办理请用“不同意”并写明原因")
        : closing.isAsked()                 ? QStringLiteral("请等待同意或不同意")
                                            : QStringLiteral("请先申请销号");
    return {ErrorKind::refused, QStringLiteral("任务 %1 现在是“%2”，%3").arg(task).arg(closing.state, next)};
}

/// Asked before the state of a task: who may not decide has nothing to wait for.
Result<> mayDecide(const Workspace& workspace, const QString& name)
{
    if (roleSuffices(workspace, name, Deed::review))
        return {};
    return fail(ErrorKind::locked,
        QStringLiteral("“%1”的角色不能办理销号，请由名单里角色是审核或管理员的人办理").arg(name));
}

/// One step from state to state, decided inside the transaction: what another did a moment ago counts.
template <class Step>
Result<> decideStep(Workspace& workspace, const Author& author, int task, const QString& what, Step step)
{
    Author named = author;
    named.door = Door::task; // not undone: another person's decision may follow from it
    named.reason = what;
    return inOneStep(workspace, named, [&](UnitOfWork& work) -> Result<> {
        auto row = taskRow(workspace, task);
        COOP_TRY(row);
        TaskClosing closing = closingOf(*row);
        COOP_TRY(step(closing));
        write(*row, closing);
        COOP_TRY(work.change(*row));
        return {};
    });
}
} // namespace

TaskClosing closingOf(const Record& task)
{
    const auto date = [&](QStringView field) { return QDate::fromString(task[field].text(), Qt::ISODate); };
    TaskClosing closing{.askedBy = task[u"asked_by"].text(),
        .askedOn = date(u"asked_on"),
        .askedWhy = task[u"asked_why"].text(),
        .closedBy = task[u"closed_by"].text(),
        .closedOn = date(u"closed_on"),
        .refusal = task[u"refusal"].text()};
    if (const QString state = task[u"state"].text(); !state.isEmpty())
        closing.state = state;
    return closing;
}

Result<Record> taskRow(const Workspace& workspace, int task)
{
    const auto rows = workspace.rows(
        {.registry = tasksLedger, .equals = {{QStringLiteral("no"), FieldValue(task)}}, .limit = 1});
    COOP_TRY(rows);
    if (rows->isEmpty())
        return fail(ErrorKind::notFound,
            QStringLiteral("方案里没有任务 %1，请写任务的序号，共 %2 项")
                .arg(task)
                .arg(workspace.plan().tasks.size()));
    return rows->first();
}

Result<> mayDecideClosing(const Workspace& workspace, const QString& name, const TaskClosing& closing)
{
    if (closing.askedBy == name)
        return fail(
            ErrorKind::locked, QStringLiteral("销号由“%1”申请，不能由同一人同意，请换一人办理").arg(name));
    return mayDecide(workspace, name);
}

Result<> askClosing(Workspace& workspace, const Author& author, int task, const QString& why, QDate on)
{
    const QString said = why.trimmed();
    if (said.isEmpty())
        return fail(
            ErrorKind::invalidValue, QStringLiteral("没有写申请销号的理由，请写明任务怎样完成、有什么依据"));
    return decideStep(workspace, author, task, QStringLiteral("任务 %1 申请销号：%2").arg(task).arg(said),
        [&](TaskClosing& closing) -> Result<> {
            if (closing.isAsked() || closing.isClosed())
                return fail(notNow(task, closing));
            closing = {.state = taskState::asked, .askedBy = author.who, .askedOn = on, .askedWhy = said};
            return {};
        });
}

Result<> grantClosing(Workspace& workspace, const Author& author, int task, QDate on)
{
    const QString why = author.reason.isEmpty() ? QString() : u'：' + author.reason;
    return decideStep(workspace, author, task, QStringLiteral("同意任务 %1 销号").arg(task) + why,
        [&](TaskClosing& closing) -> Result<> {
            COOP_TRY(mayDecide(workspace, author.who));
            if (!closing.isAsked())
                return fail(notNow(task, closing));
            COOP_TRY(mayDecideClosing(workspace, author.who, closing));
            closing.state = taskState::closed;
            closing.closedBy = author.who;
            closing.closedOn = on;
            return {};
        });
}

Result<> refuseClosing(Workspace& workspace, const Author& author, int task, const QString& reason)
{
    const QString said = reason.trimmed();
    if (said.isEmpty())
        return fail(
            ErrorKind::invalidValue, QStringLiteral("没有写不同意销号的原因，请写明还差什么、怎样补"));
    return decideStep(workspace, author, task, QStringLiteral("不同意任务 %1 销号：%2").arg(task).arg(said),
        [&](TaskClosing& closing) -> Result<> {
            const bool takenBack = closing.isAsked() && closing.askedBy == author.who;
            if (auto may = mayDecide(workspace, author.who); !may && !takenBack)
                return may;
            if (!closing.isAsked() && !closing.isClosed())
                return fail(notNow(task, closing));
            if (auto may = mayDecideClosing(workspace, author.who, closing); !may && !takenBack)
                return may;
            closing.state = taskState::underway;
            closing.closedBy.clear();
            closing.closedOn = {};
            closing.refusal = said;
            return {};
        });
}

} // namespace coop
