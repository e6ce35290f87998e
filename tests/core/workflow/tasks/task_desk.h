#pragma once
#include "core/workflow/tasks/task_status.h"
#include "tests/core/store/test_workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace coop
{

/// A workspace of the real plan, in which the milestones' dates and figures of a task may be others.
class TaskDesk
{
public:
    /// `change` gets the task as the plan file has it.
    explicit TaskDesk(int task = 0, const std::function<void(QJsonObject&)>& change = {})
    {
        QJsonObject plan = QJsonDocument::fromJson(nanchuanPlan()).object();
        QJsonArray tasks = plan[QStringLiteral("tasks")].toArray();
        if (task > 0) {
            QJsonObject changed = tasks[task - 1].toObject();
            change(changed);
            tasks[task - 1] = changed;
        }
        plan[QStringLiteral("tasks")] = tasks;
        auto made = Workspace::create(path, QJsonDocument(plan).toJson(), QStringLiteral("测试员"));
        if (!made)
            FAIL(made.error().text.toStdString());
        workspace = std::move(*made);
    }
    Workspace& operator*() const { return *workspace; }
    Workspace* operator->() const { return workspace.get(); }

    static Author author(const QString& name) { return {name, coop::Door::form, {}}; }
    TaskStatus status(int task, QDate on) const
    {
        const auto all = need(taskStatus(*workspace, on));
        return all.at(task - 1);
    }
    TaskLight light(int task, QDate on) const { return status(task, on).light; }
    void report(int task, const char* quarter, const QString& unit, const QString& progress,
        std::optional<int> percent = {}) const
    {
        Record row = need(taskReport(*workspace, task, *Period::parse(QString::fromLatin1(quarter)), unit));
        row.set(u"progress", progress);
        if (percent)
            row.set(u"percent", *percent);
        need(saveTaskReport(*workspace, author(QStringLiteral("张三")), row));
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("任务.gpkg"));
    std::unique_ptr<Workspace> workspace;
};

} // namespace coop
