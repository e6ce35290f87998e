#pragma once
#include "core/store/workspace.h"
#include "ui/session/job.h"
#include "ui/session/session.h"

namespace coop
{

/// Work for Jobs::start: `work(Workspace&, JobControl)` with a workspace of its own on the session's file,
/// signed in as the session is. An error of opening is the work's error.
template <class Work> auto onWorkspace(Session& session, Workspace::Access access, Work work)
{
    using Value = std::invoke_result_t<Work, Workspace&, const JobControl&>;
    return [path = session.workspace().path(), &registries = session.workspace().registries(),
               person = session.workspace().signedIn(), access,
               work = std::move(work)](const JobControl& control) mutable -> Value {
        const auto opened = Workspace::open(path, access, registries);
        COOP_TRY(opened);
        (*opened)->continueAs(person);
        return work(**opened, control);
    };
}

/// Starts it on a worker thread, then `done(its Result)`.
template <class Work, class Done>
Job* startOnWorkspace(
    Session& session, Workspace::Access access, const QString& title, QObject* context, Work work, Done done)
{
    return session.jobs().start(
        title, context, onWorkspace(session, access, std::move(work)), std::move(done));
}

} // namespace coop
