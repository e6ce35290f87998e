#include "ui/shell/waiting_counts.h"

#include "core/workflow/next_steps.h"

namespace coop
{

WaitingCounts::WaitingCounts(Session& shared, QObject* parent)
    : QObject(parent)
    , session(shared)
    , reading(shared.jobs())
{
    // Not at once: opening the window does not wait for it, and several changes are counted together.
    soon.setSingleShot(true);
    connect(&soon, &QTimer::timeout, &reading, [this] { reading.whenIdle([this] { count(); }); });
    for (const auto changed : {&Session::dataChanged, &Session::periodChanged})
        connect(&session, changed, this, [this] { soon.start(0); });
    soon.start(0);
}

void WaitingCounts::count()
{
    reading.ask(
        session, QString(),
        [quarter = Period::ofQuarter(session.period().year(), session.period().quarter())](
            Workspace& own, const JobControl&) { return nextSteps(own, quarter, QDate::currentDate()); },
        [this](const Result<NextSteps>& next) {
            if (next)
                Q_EMIT counted(*next);
        });
}

} // namespace coop
