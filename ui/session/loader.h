#pragma once
#include "ui/session/workspace_job.h"

#include <functional>
#include <utility>

namespace coop
{

/// Reads on workers what one part of a window shows. The newest question wins: answers to older ones are
/// dropped, in whatever order they end, and their work is asked to stop. What a page shows may become stale;
/// it is asked for again at once while the page is seen, else as soon as it is. A member of who shows: with
/// it go its questions.
class Loader : public QObject
{
    Q_OBJECT
public:
    explicit Loader(Jobs& jobs);
    /// `load` asks for what `page` shows, at first when the page is first seen.
    Loader(Jobs& jobs, QWidget* page, std::function<void()> load);
    ~Loader() override;

    /// Work as of Jobs::start; its result goes to `take` unless something else was asked meanwhile.
    template <class Work, class Take> void ask(const QString& title, Work work, Take take)
    {
        forget();
        stale = false;
        ++running;
        latest = jobs.start(title, this, std::move(work),
            [this, number = newest, take = std::move(take)](auto answer) mutable {
                --running;
                const QPointer<Loader> alive(this);
                if (number == newest)
                    take(std::move(answer));
                if (alive && running == 0 && waiting)
                    std::exchange(waiting, nullptr)();
            });
        latest->mayBeDropped();
    }
    /// The same of a workspace of its own on the session's file, as of startOnWorkspace.
    template <class Read, class Take> void ask(Session& session, const QString& title, Read read, Take take)
    {
        ask(title, onWorkspace(session, Workspace::Access::read, std::move(read)), std::move(take));
    }
    /// The answers that are under way are not wanted any more.
    void forget();
    /// Calls `next` when nothing is being read any more; of several that wait the last one.
    void whenIdle(std::function<void()> next);

    /// What the page shows is not so any more.
    void invalidate();
    /// It is so again, without asking.
    void setFresh() { stale = false; }
    /// While something is read or still has to be.
    bool busy() const { return running > 0 || stale; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Jobs& jobs;
    QWidget* page = nullptr;
    std::function<void()> load;
    std::function<void()> waiting;
    QPointer<Job> latest;
    int newest = 0; ///< number of the last question
    int running = 0;
    bool stale = false;
};

} // namespace coop
