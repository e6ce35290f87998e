#pragma once
#include <QDialog>
#include <QPointer>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace coop
{

class Job;

/// A dialog that asks for a few things, does a piece of work on another thread and says in its own place what
/// came of it: a problem, and the dialog stays; or a result. While it writes it cannot be closed, so that
/// nothing is written that nobody hears of.
class WorkDialog : public QDialog
{
    Q_OBJECT
public:
    /// Object names of its parts begin with `name`: name.act, name.leave, name.problem.
    WorkDialog(const QString& name, const QString& title, QWidget* parent);
    void reject() override;

protected:
    void showEvent(QShowEvent* event) override;
    /// What stands above the buttons.
    QVBoxLayout* body() const { return content; }
    void setActions(const QString& act, const QString& leave);
    /// One more button before the main one: 上一步. It rests while the dialog works.
    QPushButton* addButton(const QString& name, const QString& text);
    void say(const QString& problem);
    /// At least this size, in the middle of the window that it belongs to.
    void grow(const QSize& size);
    /// As high as its texts need; never less high than now, unless it may shrink.
    void fit(bool mayShrink = true);
    /// What closing the dialog does while it works.
    enum class Leaving {
        impossible, ///< something is being written
        cancels, ///< asks the work to stop; its result says whether it did
        goes, ///< nothing is lost
    };
    /// Until end(): progress, `what` beside it, and inputs that rest.
    void begin(Job* started, const QString& what, Leaving leaving = Leaving::impossible);
    void end();
    bool working() const { return !job.isNull(); }
    /// The main button was pressed.
    virtual void act() = 0;
    /// Which widgets rest while it works.
    virtual QList<QWidget*> inputs() const { return {}; }

    QPushButton* actButton;
    QPushButton* leaveButton;

private:
    void forgetProblem();

    QVBoxLayout* content;
    QHBoxLayout* bottom;
    QList<QPushButton*> more;
    QLabel* problem;
    QLabel* doing;
    QProgressBar* progress;
    QPointer<Job> job;
    QPointer<QWidget> focused; ///< before the inputs went to rest
    Leaving whileWorking = Leaving::impossible;
};

/// A line of second text that wraps.
QLabel* secondText(const QString& text);
/// A fact that can be selected and copied: a path, a digest.
QLabel* factText(const QString& name, const QString& text);

} // namespace coop
