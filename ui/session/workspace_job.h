#pragma once
#include "core/store/workspace.h"
#include "ui/session/job.h"
#include "ui/session/session.h"

namespace coop
{

/// Starts `work(Workspace&, JobControl)` on a worker thread with a workspace of its own on the session's
/// file, signed in as the session is, then `done(its Result)`. An error of opening is the job's error.
template <class Work, class Done>
Job* startOnWorkspace(
    Session& session, Workspace::Access access, const QString& title, QObject* context, Work work, Done done)
{
    using Value = std::invoke_result_t<Work, Workspace&, const JobControl&>;
    return session.jobs().start(
        title, context,
        [path = session.workspace().path(), &registries = session.workspace().registries(),
            person = session.workspace().signedIn(), access,
            work = std::move(work)](const JobControl& control) mutable -> Value {
            const auto opened = Workspace::open(path, access, registries);
            COOP_TRY(opened);
            (*opened)->continueAs(person);
            return work(**opened, control);
        },
        std::move(done));
}

} // namespace coop
