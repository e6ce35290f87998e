#pragma once
#include "core/domain/task_light.h"

#include <QFrame>
#include <QMap>

class QPushButton;

namespace coop
{

class Session;

/// 任务亮灯: how many tasks have each light, with its shape and word; each leads to the tasks.
class TaskLightsPane : public QFrame
{
    Q_OBJECT
public:
    explicit TaskLightsPane(Session& session, QWidget* parent = nullptr);
    void setLights(const QMap<TaskLight, int>& lights);

private:
    QMap<TaskLight, QPushButton*> buttons;
};

} // namespace coop
