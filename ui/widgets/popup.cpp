#include "ui/widgets/popup.h"

#include <QScreen>

namespace coop
{

Popup::Popup(QWidget* under)
    : QFrame(under, Qt::Popup | Qt::FramelessWindowHint)
    , anchor(under)
{
    setProperty("role", QStringLiteral("popup"));
}

void Popup::open(int left)
{
    adjustSize();
    QPoint corner = anchor->mapToGlobal(QPoint(left, anchor->height() + 4));
    const QRect space = anchor->screen()->availableGeometry();
    corner.setX(qBound(space.left(), corner.x(), qMax(space.left(), space.right() - width())));
    corner.setY(qBound(space.top(), corner.y(), qMax(space.top(), space.bottom() - height())));
    move(corner);
    show();
}

void Popup::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    anchor->setFocus();
}

} // namespace coop
