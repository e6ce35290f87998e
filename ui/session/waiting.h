#pragma once
#include "ui/session/job.h"

#include <QEventLoop>
#include <QString>
#include <QWidget>
#include <exception>
#include <optional>

namespace coop
{

/// Shows over the whole of `window` what is going on and takes its input away, until it goes.
class WaitingVeil
{
public:
    WaitingVeil(QWidget& window, const QString& line);
    ~WaitingVeil();
    WaitingVeil(const WaitingVeil&) = delete;
    WaitingVeil& operator=(const WaitingVeil&) = delete;

private:
    QWidget* veil;
};

/// Runs work on another thread and comes back with its result; meanwhile the window repaints and takes no
/// input. For the few things that nothing else may go on beside: opening, restoring, copying an open file.
template <class Work> auto waitFor(QWidget& window, const QString& line, Work work)
{
    struct Outcome {
        std::optional<std::invoke_result_t<Work>> value{};
        std::exception_ptr defect{};
    };
    Outcome outcome;
    {
        const WaitingVeil veil(window, line);
        Jobs jobs;
        QEventLoop loop;
        jobs.start(
            QString(), &loop,
            [work = std::move(work)](const JobControl&) mutable {
                Outcome ended;
                try {
                    ended.value.emplace(work());
                } catch (...) {
                    ended.defect = std::current_exception();
                }
                return ended;
            },
            [&](Outcome ended) {
                outcome = std::move(ended);
                loop.quit();
            });
        loop.exec();
    }
    if (outcome.defect)
        std::rethrow_exception(outcome.defect);
    return std::move(*outcome.value);
}

} // namespace coop
