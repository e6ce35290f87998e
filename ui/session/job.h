#pragma once
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>
#include <atomic>
#include <memory>

namespace coop
{

/// What the work itself may use, on its own thread: say how far it is, ask whether to stop.
class JobControl
{
public:
    bool cancelled() const { return state->cancelled; }
    void progress(qint64 done, qint64 total) const
    {
        state->percent = total > 0 ? int(100 * done / total) : -1;
    }

private:
    friend class Job;
    struct State {
        std::atomic_bool cancelled = false;
        std::atomic_int percent = -1;
    };
    std::shared_ptr<State> state = std::make_shared<State>();
};

/// One piece of work that runs on another thread while the window stays alive. Made by Jobs::start; deletes
/// itself when it is done.
class Job : public QObject
{
    Q_OBJECT
public:
    /// As the status bar says it: 正在导入. Empty: too small to be shown.
    const QString& title() const { return name; }
    /// 0 … 100; -1 while nobody can say.
    int percent() const { return control.state->percent; }
    /// Reads for a page that asks again when it is next seen: nobody misses it when the workspace is closed.
    void mayBeDropped() { missed = false; }
    bool wouldBeMissed() const { return missed && !name.isEmpty(); }
    /// Asks the work to stop; it then gives what it likes, usually fail(ErrorKind::cancelled).
    void cancel() { control.state->cancelled = true; }

Q_SIGNALS:
    void progressed(int percent);
    void finished();

private:
    friend class Jobs;
    Job(QString title, QObject* parent);

    JobControl control;
    QString name;
    bool missed = true;
    int shownPercent = -1;
    QTimer ticker;
};

/// The work in flight of one session. When it goes, its jobs are asked to stop and waited for; their results
/// are dropped.
class Jobs : public QObject
{
    Q_OBJECT
public:
    explicit Jobs(QObject* parent = nullptr);
    ~Jobs() override;

    /// Somebody's work that goes on; nullptr: none.
    Job* wouldBeMissed() const;

    /// Runs `work(JobControl)` on a worker thread, then `done(its result)` on this one, unless `context` is
    /// gone by then. The work must not touch widgets nor the session's Workspace: it opens one of its own.
    template <class Work, class Done> Job* start(const QString& title, QObject* context, Work work, Done done)
    {
        using Value = std::invoke_result_t<Work, JobControl>;
        auto* job = new Job(title, this);
        auto* watcher = new QFutureWatcher<Value>(job);
        connect(watcher, &QFutureWatcherBase::finished, job,
            [job, watcher, guard = QPointer<QObject>(context), done = std::move(done)]() mutable {
                job->deleteLater();
                Q_EMIT job->finished();
                if (guard)
                    done(watcher->future().takeResult()); // throws again what the work threw
            });
        watcher->setFuture(QtConcurrent::run(&pool,
            [work = std::move(work), control = job->control]() mutable -> Value { return work(control); }));
        Q_EMIT started(job);
        return job;
    }

Q_SIGNALS:
    void started(coop::Job* job);

private:
    QThreadPool pool;
};

} // namespace coop
