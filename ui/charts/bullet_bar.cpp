#include "ui/charts/bullet_bar.h"

#include "ui/look/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace coop
{

namespace
{
constexpr qreal lineTop = 6;
constexpr qreal lineHeight = 7;
constexpr qreal overshoot = 1.12; // room behind the target for what exceeds it
} // namespace

BulletBar::BulletBar(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(14);
}

void BulletBar::setReading(std::optional<double> completion, std::optional<double> pace, TargetStatus status)
{
    done = completion;
    due = pace;
    judged = status;
    update();
}

void BulletBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal full = width() / overshoot;
    const auto bar = [&](qreal to, const QBrush& brush) {
        painter.setBrush(brush);
        painter.drawRoundedRect(QRectF(0, lineTop, to, lineHeight), 2, 2);
    };
    bar(full, judged == TargetStatus::noTarget ? theme::hover : theme::line);
    if (judged == TargetStatus::noTarget)
        return;
    if (judged == TargetStatus::noData)
        bar(full, theme::statusBrush(judged));
    else if (done)
        bar(qMin(*done, overshoot) * full, theme::statusBrush(judged));

    painter.setBrush(theme::text); // the target
    painter.drawRect(QRectF(full - 2, lineTop - 2, 2, lineHeight + 4));
    if (due) { // the pace: a wedge that points at its place
        const qreal x = qBound(4.0, *due * full, width() - 4.0);
        QPainterPath wedge(QPointF(x - 4, 0));
        wedge.lineTo(x + 4, 0);
        wedge.lineTo(x, lineTop);
        wedge.closeSubpath();
        painter.setBrush(theme::secondText);
        painter.drawPath(wedge);
    }
}

} // namespace coop
