#include "core/map/sheet/title_block.h"

#include <algorithm>

namespace coop
{

TitleBlock::TitleBlock(const SheetSettings& s, double size)
    : settings(s)
    , title{FontRole::title, 27 * size, QColor(0x14, 0x18, 0x1C)}
    , below{FontRole::text, 14 * size, sheetInk}
{
}

TextStyle TitleBlock::titleStyle(double width) const
{
    TextStyle style = title;
    const double needed = textWidthMm(settings.title, style);
    style.points *= std::min(1.0, width / std::max(needed, 1.0));
    return style;
}

QString TitleBlock::second() const
{
    return settings.subtitle.isEmpty() ? settings.period
                                       : settings.subtitle + QStringLiteral("　") + settings.period;
}

QSizeF TitleBlock::minimalSize(double width) const
{
    return {width, titleStyle(width).lineMm() + below.lineMm() * 1.15};
}

void TitleBlock::draw(QPainter& painter, const QRectF& box) const
{
    const TextStyle style = titleStyle(box.width());
    drawText(painter, QRectF(box.left(), box.top(), box.width(), style.lineMm()), Qt::AlignCenter,
        settings.title, style, 1);
    drawText(painter, QRectF(box.left(), box.bottom() - below.lineMm() * 1.15, box.width(), below.lineMm()),
        Qt::AlignCenter, second(), below, 1);
}

} // namespace coop
