#include "core/map/sheet/word_across.h"

#include "core/map/labels/fonts.h"

#include <QPainter>
#include <algorithm>

namespace coop
{

void drawAcross(QPainter& painter, const QSizeF& paperMm, const QString& word)
{
    if (word.isEmpty())
        return;
    constexpr double largest = 42; // mm, a letter
    constexpr double part = 0.7; // of the page's width
    constexpr double fine = 10; // letters of a fraction of a millimetre would be none
    const double letter = std::min(largest, part * paperMm.width() / double(word.size()));
    const QSizeF box(fine * paperMm.width(), fine * letter * 1.5);
    painter.save();
    painter.translate(paperMm.width() / 2, paperMm.height() / 2);
    painter.rotate(-20);
    painter.scale(1 / fine, 1 / fine);
    painter.setPen(QColor(0, 0, 0, 34));
    painter.setFont(fontFor(FontRole::title, fine * letter));
    painter.drawText(
        QRectF(QPointF(-box.width() / 2, -box.height() / 2), box), Qt::AlignCenter | Qt::TextDontClip, word);
    painter.restore();
}

} // namespace coop
