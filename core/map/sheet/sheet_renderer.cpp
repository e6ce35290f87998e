#include "core/map/sheet/sheet_renderer.h"

#include "core/map/sheet/sheet_layout.h"
#include "core/map/sheet/word_across.h"

#include <QPainter>

namespace coop
{

void SheetRenderer::draw(QPainter& painter, const Sheet& sheet, double unitsPerMm) const
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(unitsPerMm, unitsPerMm);
    const QSizeF paper = sheet.settings.paperMm();
    painter.setClipRect(QRectF(QPointF(), paper), Qt::IntersectClip);
    painter.fillRect(QRectF(QPointF(), paper), Qt::white);
    SheetLayout(sheet).draw(painter);
    drawAcross(painter, paper, sheet.settings.across);
    painter.restore();
}

} // namespace coop
