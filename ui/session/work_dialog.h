#pragma once
#include "ui/session/job.h"

#include <QDialog>

namespace coop
{

/// A dialog that asks for something, does it on another thread and says in its own place what came of it: a
/// problem, and it stays; or a result. While it writes it cannot be closed, so that nothing is written that
/// nobody hears of.
class WorkDialog : public QDialog
{
    Q_OBJECT
public:
    using QDialog::QDialog;
    bool working() const { return !job.isNull(); }
    void reject() override;

protected:
    /// What closing the dialog does while it works.
    enum class Leaving {
        impossible, ///< something is being written
        cancels, ///< asks the work to stop; its result says whether it did
        goes, ///< nothing is lost
    };
    /// Until the job is done, before its result comes: inputs that rest.
    void begin(Job* started, Leaving leaving = Leaving::impossible);
    void cancel();
    Leaving leaving() const { return whileWorking; }
    /// Which widgets rest while it works.
    virtual QList<QWidget*> inputs() const { return {}; }
    /// Shows that it works, or does not any more.
    virtual void showWork(bool works) { Q_UNUSED(works) }

private:
    void end();

    QPointer<Job> job;
    QPointer<QWidget> focused; ///< from which the keyboard was taken
    Leaving whileWorking = Leaving::impossible;
};

} // namespace coop
