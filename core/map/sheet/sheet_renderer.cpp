#include "core/map/sheet/sheet_renderer.h"

#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/sheet_layout.h"

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
    painter.restore();
}

double SheetRenderer::scale(const Sheet& sheet) const
{
    const SheetLayout layout(sheet);
    return layout.mapFrame().view(layout.mapBox()).scale();
}

QRectF SheetRenderer::mapFrameMm(const Sheet& sheet) const
{
    const SheetLayout layout(sheet);
    return layout.mapFrame().inner(layout.mapBox());
}

} // namespace coop
