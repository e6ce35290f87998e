#include "ui/widgets/elided_label.h"

#include <QPainter>
#include <QStyle>

namespace coop
{

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u'…'), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect place = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, place.width());
    style()->drawItemText(&painter, place, int(alignment()), palette(), isEnabled(), shown, foregroundRole());
}

} // namespace coop
