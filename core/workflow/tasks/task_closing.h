#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QDate>
#include <QString>

namespace coop
{

class Workspace;
struct Author;

namespace taskState
{
inline const QString underway = QStringLiteral("进行中");
inline const QString asked = QStringLiteral("申请销号");
inline const QString closed = QStringLiteral("已销号");
} // namespace taskState

/// 销号 of a task: asked for by one person, granted by another.
struct TaskClosing {
    QString state = taskState::underway;
    QString askedBy{};
    QDate askedOn{};
    QString askedWhy{};
    QString closedBy{};
    QDate closedOn{};
    QString refusal{}; ///< why the last request was not granted

    bool isAsked() const { return state == taskState::asked; }
    bool isClosed() const { return state == taskState::closed; }
};

TaskClosing closingOf(const Record& task);
/// The row of a task by its number in the plan. Errors: notFound.
Result<Record> taskRow(const Workspace& workspace, int task);

/// Each step is logged and cannot be undone, only answered by the next one. `on` is the day that it carries.
/// Errors: invalidValue (nothing said why), refused (the task is in another state).
Result<> askClosing(Workspace& workspace, const Author& author, int task, const QString& why,
    QDate on = QDate::currentDate());
/// Errors also: locked when `author` asked for it, or is not 审核 or 管理员 where people are listed.
Result<> grantClosing(Workspace& workspace, const Author& author, int task, QDate on = QDate::currentDate());
/// The task goes on, also one that was closed already. Who asked may take the request back; else as grant.
Result<> refuseClosing(Workspace& workspace, const Author& author, int task, const QString& reason);

/// Whether somebody may grant or refuse what another asked for. Errors: locked, with what to do.
Result<> mayDecideClosing(const Workspace& workspace, const QString& name, const TaskClosing& closing);

} // namespace coop
