#pragma once
#include "core/domain/plan/task_light.h"

#include <QFrame>
#include <QMap>

class QPushButton;

namespace coop
{

class LightBar;
class Session;

/// 任务亮灯: how many tasks have each light, as a bar and with its shape and word; each leads to its tasks.
class TaskLightsPane : public QFrame
{
    Q_OBJECT
public:
    explicit TaskLightsPane(Session& session, QWidget* parent = nullptr);
    void setLights(const QMap<TaskLight, int>& lights);

private:
    LightBar* bar;
    QMap<TaskLight, QPushButton*> buttons;
};

} // namespace coop
