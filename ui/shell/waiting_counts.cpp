#include "ui/shell/waiting_counts.h"

#include "core/workflow/next_steps.h"
#include "ui/shell/workspace_job.h"

namespace coop
{

WaitingCounts::WaitingCounts(Session& shared, QObject* parent)
    : QObject(parent)
    , session(shared)
{
    connect(&session, &Session::dataChanged, this, &WaitingCounts::count);
    connect(&session, &Session::periodChanged, this, &WaitingCounts::count);
    // Once the window stands: opening it does not wait for this.
    QMetaObject::invokeMethod(this, &WaitingCounts::count, Qt::QueuedConnection);
}

void WaitingCounts::count()
{
    if (running) {
        again = true;
        return;
    }
    running = true;
    startOnWorkspace(
        session, Workspace::Access::read, QString(), this,
        [quarter = Period::ofQuarter(session.period().year(), session.period().quarter())](
            Workspace& own, const JobControl&) { return nextSteps(own, quarter, QDate::currentDate()); },
        [this](const Result<NextSteps>& next) {
            running = false;
            if (next)
                Q_EMIT counted(next->sheets, next->unreported, next->tasks);
            if (std::exchange(again, false))
                count();
        });
}

} // namespace coop
