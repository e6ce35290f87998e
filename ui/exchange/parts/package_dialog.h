#pragma once
#include "ui/session/work_dialog.h"

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace coop
{

/// How a dialog of the exchange looks: what it asks for above, a problem below, progress beside the buttons.
class PackageDialog : public WorkDialog
{
    Q_OBJECT
public:
    /// Object names of its parts begin with `name`: name.act, name.leave, name.problem.
    PackageDialog(const QString& name, const QString& title, QWidget* parent);

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
    /// With progress, and `what` beside it.
    void begin(Job* started, const QString& what, Leaving leaving = Leaving::impossible);
    void showWork(bool works) override;
    /// The main button was pressed.
    virtual void act() = 0;

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
};

/// A line of second text that wraps.
QLabel* secondText(const QString& text);
/// A fact that can be selected and copied: a path, a digest.
QLabel* factText(const QString& name, const QString& text);

} // namespace coop
