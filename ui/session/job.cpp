#include "ui/session/job.h"

namespace coop
{

Job::Job(QString title, QObject* parent)
    : QObject(parent)
    , name(std::move(title))
{
    // The work may count faster than a window can draw: look every 100 ms instead of queueing each step.
    ticker.callOnTimeout(this, [this] {
        if (percent() != shownPercent)
            Q_EMIT progressed(shownPercent = percent());
    });
    // A tick that was due as well must not speak of work whose result has been shown.
    connect(this, &Job::finished, &ticker, &QTimer::stop);
    ticker.start(100);
}

Jobs::Jobs(QObject* parent)
    : QObject(parent)
{
    pool.setMaxThreadCount(qMax(2, QThread::idealThreadCount()));
}

Job* Jobs::wouldBeMissed() const
{
    for (Job* job : findChildren<Job*>(Qt::FindDirectChildrenOnly))
        if (job->wouldBeMissed())
            return job;
    return nullptr;
}

Jobs::~Jobs()
{
    for (Job* job : findChildren<Job*>(Qt::FindDirectChildrenOnly))
        job->cancel();
    pool.waitForDone();
}

} // namespace coop
