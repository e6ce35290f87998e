#pragma once
#include "core/workflow/tasks/task_status.h"

#include <QTreeView>

class QStandardItemModel;

namespace coop
{

struct Plan;

/// The tasks under the headings of their groups: light, number, text, lead, next milestone, progress, state.
class TaskList : public QTreeView
{
    Q_OBJECT
public:
    explicit TaskList(QWidget* parent = nullptr);

    /// The chosen task stays chosen if it is among them, else the first is.
    void showTasks(const QList<TaskStatus>& tasks, const Plan& plan);
    int currentTask() const; ///< its number; 0 when there is none
    bool select(int task); ///< false when it is not shown

    enum Column { lightColumn, numberColumn, textColumn, leadColumn, dueColumn, progressColumn, columns };
    enum Role {
        taskRole = Qt::UserRole, ///< the number, 0 in a heading
        lightRole,
        secondRole, ///< what stands in grey behind or under the text
        percentRole, ///< int, or nothing
        urgentRole, ///< whether the second text is in the colour of the light
    };

Q_SIGNALS:
    void chosen(int task);
    void opened(int task); ///< Enter or a double click

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& before) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();

    QStandardItemModel* rows;
};

} // namespace coop
