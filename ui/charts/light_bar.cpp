#include "ui/charts/light_bar.h"

#include "core/workflow/tasks/task_choice.h"
#include "ui/look/light_mark.h"
#include "ui/look/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <numeric>

namespace coop
{

LightBar::LightBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void LightBar::setLights(const QMap<TaskLight, int>& lights)
{
    shown = lights;
    QString spoken;
    for (const auto& [light, count] : lights.asKeyValueRange())
        spoken += QStringLiteral("%1 %2 项；").arg(lightWord(light)).arg(count);
    setAccessibleName(QStringLiteral("任务亮灯"));
    setAccessibleDescription(spoken);
    update();
}

QList<std::pair<TaskLight, QRectF>> LightBar::parts() const
{
    const int all = std::accumulate(shown.begin(), shown.end(), 0);
    QList<std::pair<TaskLight, QRectF>> result;
    qreal left = 0;
    for (const TaskLight light : allLights) {
        const qreal share = all > 0 ? width() * qreal(shown.value(light)) / all : 0;
        if (share > 0)
            result += {light, QRectF(left, 0, share, height())};
        left += share;
    }
    return result;
}

void LightBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::font(theme::smallPoints, true));
    for (const auto& [light, place] : parts()) {
        painter.fillRect(place.adjusted(0, 0, -1, 0), lightColour(light));
        const QString text = QStringLiteral("%1 %2").arg(lightMark(light)).arg(shown.value(light));
        if (painter.fontMetrics().horizontalAdvance(text) + 4 > place.width())
            continue; // the list below has it
        painter.setPen(Qt::white);
        painter.drawText(place, Qt::AlignCenter, text);
    }
}

void LightBar::mousePressEvent(QMouseEvent* event)
{
    for (const auto& [light, place] : parts())
        if (place.contains(event->position()))
            return Q_EMIT chosen(light);
}

} // namespace coop
