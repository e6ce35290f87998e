#include "ui/start/daily_backup.h"

#include "core/store/copies/backup.h"
#include "ui/session/workspace_job.h"

namespace coop
{

void startDailyBackup(Session& session)
{
    Job* job = startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在备份"), &session,
        [](Workspace& workspace, const JobControl&) { return backUpDaily(workspace); },
        [&session](const Result<std::optional<BackupDone>>& done) {
            if (!done)
                return Q_EMIT session.backupFailed(done.error().text);
            if (!done->has_value())
                return;
            Q_EMIT session.backupsChanged();
            if (!(*done)->warnings.isEmpty())
                Q_EMIT session.message((*done)->warnings.join(u' '));
        });
    job->mayBeDropped(); // nobody asked for it, and the next opening makes it
}

} // namespace coop
