#pragma once
#include "core/workflow/tasks/task_status.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QTabWidget;

namespace coop
{

class AttachmentPane;
class Session;

/// The chosen task: its text, milestones and closing, the reports on it, the files that prove it, and what
/// can be done with it.
class TaskDrawer : public QFrame
{
    Q_OBJECT
public:
    explicit TaskDrawer(Session& session, QWidget* parent = nullptr);

    /// Null: no task is chosen.
    void showTask(const TaskStatus* status);
    void focusFirst();

Q_SIGNALS:
    void reportWanted();
    void askWanted();
    void grantWanted();
    void refuseWanted();
    void demandNoteWanted();

private:
    QWidget* buttons();
    void updateButtons();

    Session& session;
    std::optional<TaskStatus> shown;
    QLabel* heading;
    QLabel* light;
    QTabWidget* tabs;
    QLabel* text;
    QLabel* reports;
    AttachmentPane* files;
    QLabel* hint;
    QPushButton *report, *ask, *grant, *refuse, *demandNote;
};

} // namespace coop
