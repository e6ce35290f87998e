#include "ui/overview/task_lights_pane.h"

#include "ui/charts/light_bar.h"
#include "ui/look/light_mark.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

TaskLightsPane::TaskLightsPane(Session& session, QWidget* parent)
    : QFrame(parent)
    , bar(new LightBar)
{
    setObjectName(QStringLiteral("taskLights"));
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(QStringLiteral("任务亮灯"));
    auto* heading = new QLabel(QStringLiteral("任务亮灯"));
    heading->setProperty("role", QStringLiteral("heading"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(0);
    column->addWidget(heading);
    column->addSpacing(theme::grid / 2);
    column->addWidget(bar);
    column->addSpacing(theme::grid / 2);
    connect(bar, &LightBar::chosen, &session, &Session::placeRequested);
    for (const TaskLight light :
        {TaskLight::red, TaskLight::blue, TaskLight::yellow, TaskLight::green, TaskLight::grey}) {
        auto* button = new QPushButton;
        button->setProperty("role", QStringLiteral("link"));
        button->setObjectName(QStringLiteral("taskLights.") + lightId(light));
        button->setStyleSheet(QStringLiteral("color: %1").arg(lightColour(light).name()));
        button->setCursor(Qt::PointingHandCursor);
        column->addWidget(button);
        buttons.insert(light, button);
        connect(button, &QPushButton::clicked, &session,
            [&session, light] { Q_EMIT session.placeRequested(light); });
    }
    column->addStretch();
    setLights({});
}

void TaskLightsPane::setLights(const QMap<TaskLight, int>& lights)
{
    bar->setLights(lights);
    for (auto light = buttons.begin(); light != buttons.end(); ++light)
        light.value()->setText(QStringLiteral("%1 %2  %3 项")
                                   .arg(lightMark(light.key()), lightWord(light.key()))
                                   .arg(lights.value(light.key())));
}

} // namespace coop
