#include "ui/shell/waiting_counts.h"

#include "core/workflow/next_steps.h"
#include "ui/session/workspace_job.h"

namespace coop
{

WaitingCounts::WaitingCounts(Session& shared, QObject* parent)
    : QObject(parent)
    , session(shared)
{
    // Not at once: opening the window does not wait for it, and several changes are counted together.
    soon.setSingleShot(true);
    connect(&soon, &QTimer::timeout, this, &WaitingCounts::count);
    for (const auto changed : {&Session::dataChanged, &Session::periodChanged})
        connect(&session, changed, this, [this] { soon.start(0); });
    soon.start(0);
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
                Q_EMIT counted(*next);
            if (std::exchange(again, false))
                count();
        });
}

} // namespace coop
