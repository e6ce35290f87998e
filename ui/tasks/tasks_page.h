#pragma once
#include "core/workflow/tasks/task_status.h"
#include "ui/session/loader.h"
#include "ui/session/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace coop
{

class EmptyNote;
class TaskDrawer;
class TaskFilterBar;
class TaskList;

/// 任务: the plan's tasks on the last day of the session's quarter (today in the one that runs), with their
/// lights; what units report, the closing of tasks, 督办单.
class TasksPage : public Page
{
    Q_OBJECT
public:
    explicit TasksPage(Session& session, QWidget* parent = nullptr);
    static bool shows(const Place& place, const Session& session);
    void showPlace(const Place& place) override;
    QList<QWidget*> focusPanes() override;
    bool busy() const override { return reading.busy(); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// List and drawer side by side, or one at a time where there is no room for both.
    void fold();
    void choose(const RowPlace& place);
    void load();
    void showChosen();
    const TaskStatus* current() const;
    void showCurrent();

    void report();
    void ask();
    void grant();
    void refuse();
    void printDemandNotes(const QList<TaskStatus>& tasks);
    /// After a step: everybody reloads and the line at the bottom says what was done, or why not.
    void note(const Result<>& done, const QString& tried, const QString& said);

    QList<TaskStatus> all, shown;
    QList<TaskStatus> red; ///< of the scope
    QStringList localNames; ///< townships and federations
    QDate on;
    int wanted = 0; ///< the task to choose once it is read
    Loader reading;

    TaskFilterBar* filters;
    QLabel* summary;
    QPushButton* demandNotes;
    QPushButton* redNotes; ///< of all that are past their date, whatever the filters leave
    QPushButton* details; ///< on a narrow page: the drawer in the place of the list
    QWidget* listPane;
    QStackedWidget* centre;
    TaskList* list;
    EmptyNote* empty;
    TaskDrawer* drawer;
};

} // namespace coop
