#pragma once
#include "core/workflow/tasks/task_choice.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace coop
{

/// What narrows the list of tasks: search, unit, deadline, and a button for each light with its number.
class TaskFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit TaskFilterBar(const QStringList& units, QWidget* parent = nullptr);

    TaskChoice choice() const;
    bool isNarrowed() const;
    QString clearWord() const; ///< what clear() does now: 清除搜索, 清除筛选
    void clear();
    /// Only the tasks with this light, whatever else was chosen.
    void showOnly(TaskLight light);
    /// The numbers on the lights' buttons: of what the other filters leave.
    void setCounts(const QHash<TaskLight, int>& counts);
    void focusSearch();

Q_SIGNALS:
    void changed();

private:
    QLineEdit* search;
    QComboBox* unit;
    QComboBox* deadline;
    QList<std::pair<TaskLight, QToolButton*>> lights;
};

} // namespace coop
