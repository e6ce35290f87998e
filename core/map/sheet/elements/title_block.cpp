#include "core/map/sheet/elements/title_block.h"

#include <QPainter>
#include <algorithm>

namespace coop
{

TitleBlock::TitleBlock(const SheetSettings& s, double size)
    : settings(s)
    , title{FontRole::title, 27 * size, QColor(0x14, 0x18, 0x1C)}
    , below{FontRole::text, 14 * size, sheetInk}
    , logo(QImage::fromData(s.logo))
{
}

TextStyle TitleBlock::fitting(TextStyle style, const QString& text, double width)
{
    style.points *= std::min(1.0, width / std::max(textWidthMm(text, style), 1.0));
    return style;
}

double TitleBlock::logoRoom() const
{
    return logo.isNull() ? 0 : (title.lineMm() + below.lineMm()) * 1.2;
}

QString TitleBlock::second() const
{
    return settings.subtitle.isEmpty() ? settings.period
                                       : settings.subtitle + QStringLiteral("　") + settings.period;
}

QSizeF TitleBlock::minimalSize(double width) const
{
    return {width, title.lineMm() + below.lineMm() * 1.15};
}

QStringList TitleBlock::complaints(const QRectF& box) const
{
    const double room = box.width() - 2 * logoRoom();
    if (fitting(title, settings.title, room).points < title.points * 0.55)
        return {QStringLiteral("图名太长，字会缩得太小，请改短。")};
    if (fitting(below, second(), room).points < below.points * 0.55)
        return {QStringLiteral("图名下面的一行太长，字会缩得太小，请改短。")};
    return {};
}

void TitleBlock::draw(QPainter& painter, const QRectF& box) const
{
    if (!logo.isNull()) {
        const double side = box.height() * 0.92;
        const QSizeF shown = QSizeF(logo.size()).scaled(logoRoom(), side, Qt::KeepAspectRatio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(QPointF(box.left(), box.top() + (side - shown.height()) / 2), shown), logo);
    }
    const QRectF room = box.adjusted(logoRoom(), 0, -logoRoom(), 0);
    drawText(painter, QRectF(room.left(), room.top(), room.width(), title.lineMm()), Qt::AlignCenter,
        settings.title, fitting(title, settings.title, room.width()), 1);
    drawText(painter,
        QRectF(room.left(), room.bottom() - below.lineMm() * 1.15, room.width(), below.lineMm()),
        Qt::AlignCenter, second(), fitting(below, second(), room.width()), 1);
}

} // namespace coop
