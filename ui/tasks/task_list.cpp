#include "ui/tasks/task_list.h"

#include "core/domain/plan/plan.h"
#include "ui/look/light_mark.h"
#include "ui/look/theme.h"
#include "ui/tasks/task_row_delegate.h"

#include <QHeaderView>
#include <QStandardItemModel>

namespace coop
{

namespace
{
QStandardItem* cell(const QString& text, int task)
{
    auto* item = new QStandardItem(text);
    item->setData(task, TaskList::taskRole);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

QString dueText(const TaskStatus& status)
{
    if (const MilestoneStatus* next = status.next())
        return next->milestone.due.toString(Qt::ISODate);
    return status.isOpenEnded() ? QStringLiteral("长期坚持") : QStringLiteral("已全部完成");
}

QList<QStandardItem*> rowOf(const TaskStatus& status)
{
    const PlanTask& task = *status.task;
    const MilestoneStatus* next = status.next();
    QStandardItem* light = cell(lightWord(status.light), task.no);
    light->setData(int(status.light), TaskList::lightRole);
    light->setData(status.state, Qt::AccessibleDescriptionRole);
    QStandardItem* text = cell(task.item, task.no);
    text->setData(task.text, TaskList::secondRole);
    text->setToolTip(task.text);
    QStandardItem* lead = cell(task.lead.join(u'、'), task.no);
    lead->setToolTip(
        QStringLiteral("牵头：%1\n责任：%2").arg(task.lead.join(u'、'), task.responsible.join(u'、')));
    QStandardItem* due = cell(dueText(status), task.no);
    due->setToolTip(next ? next->milestone.text : task.deadline);
    if (status.state != taskState::underway)
        due->setData(status.state, TaskList::secondRole);
    else if (next)
        due->setData(standingText(*next), TaskList::secondRole);
    due->setData(next && next->daysLeft <= 30, TaskList::urgentRole);
    due->setData(int(status.light), TaskList::lightRole);
    QStandardItem* progress
        = cell(status.percent ? QStringLiteral("%1%").arg(*status.percent) : QStringLiteral("—"), task.no);
    if (status.percent)
        progress->setData(*status.percent, TaskList::percentRole);
    progress->setData(int(status.light), TaskList::lightRole);
    return {light, cell(QString::number(task.no), task.no), text, lead, due, progress};
}
} // namespace

TaskList::TaskList(QWidget* parent)
    : QTreeView(parent)
    , rows(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("tasks.list"));
    setAccessibleName(QStringLiteral("重点任务"));
    setModel(rows);
    setItemDelegate(new TaskRowDelegate(this));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    connect(this, &QTreeView::activated, this,
        [this](const QModelIndex& index) { Q_EMIT opened(index.data(taskRole).toInt()); });
}

void TaskList::showTasks(const QList<TaskStatus>& tasks, const Plan& plan)
{
    const int before = currentTask();
    const QSignalBlocker quiet(this);
    rows->clear();
    rows->setHorizontalHeaderLabels({QStringLiteral("亮灯"), QStringLiteral("序号"), QStringLiteral("任务"),
        QStringLiteral("牵头单位"), QStringLiteral("下一节点"), QStringLiteral("进度")});
    QStandardItem* heading = nullptr;
    int group = -1;
    for (const TaskStatus& status : tasks) {
        if (status.task->group != group || !heading) {
            group = status.task->group;
            QString title;
            for (const PlanGroup& each : plan.groups)
                if (each.no == group)
                    title = each.title;
            heading = new QStandardItem(QStringLiteral("%1. %2").arg(group).arg(title));
            heading->setFlags(Qt::NoItemFlags); // the keyboard walks over it
            heading->setData(0, taskRole);
            rows->appendRow(heading);
            setFirstColumnSpanned(rows->rowCount() - 1, {}, true);
        }
        heading->appendRow(rowOf(status));
    }
    expandAll();
    fitColumns();
    if (!select(before) && rows->rowCount() > 0)
        setCurrentIndex(rows->index(0, 0, rows->index(0, 0)));
}

int TaskList::currentTask() const
{
    return currentIndex().data(taskRole).toInt();
}

bool TaskList::select(int task)
{
    for (int group = 0; group < rows->rowCount() && task != 0; ++group)
        for (int row = 0; row < rows->item(group)->rowCount(); ++row)
            if (QStandardItem* item = rows->item(group)->child(row); item->data(taskRole).toInt() == task) {
                setCurrentIndex(item->index());
                scrollTo(item->index());
                return true;
            }
    return false;
}

void TaskList::currentChanged(const QModelIndex& current, const QModelIndex& before)
{
    QTreeView::currentChanged(current, before);
    if (current.data(taskRole) != before.data(taskRole))
        Q_EMIT chosen(current.data(taskRole).toInt());
}

void TaskList::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void TaskList::fitColumns()
{
    if (rows->columnCount() < columns)
        return;
    const int em = fontMetrics().horizontalAdvance(u'国');
    const bool wide = viewport()->width() > 75 * em;
    const int widths[columns]
        = {13 * em / 2, 7 * em / 2, 0, (wide ? 14 : 9) * em, 27 * em / 2, (wide ? 12 : 8) * em};
    int rest = viewport()->width();
    for (int column = 0; column < columns; ++column) {
        header()->resizeSection(column, widths[column]);
        rest -= widths[column];
    }
    header()->resizeSection(textColumn, std::max(10 * em, rest));
}

} // namespace coop
