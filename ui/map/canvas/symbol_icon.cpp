#include "ui/map/canvas/symbol_icon.h"

#include "core/map/map_view.h"
#include "core/map/symbols/symbol.h"
#include "ui/look/theme.h"

#include <QPainter>

namespace coop
{

QIcon symbolIcon(const PointLayer& layer)
{
    // A flag stands on its place, beside the middle: here all of it is to be seen.
    const QRectF box = symbolShape(layer.symbol).figure.boundingRect();
    const double room = (theme::iconSize - 2.0) / qMax(1.0, qMax(box.width(), box.height()));
    const double size = qMin(room, qMax(9.0, layer.sizeMm * MapView::screenUnitsPerMm));
    const QPointF middle(theme::iconSize / 2.0, theme::iconSize / 2.0);
    QIcon result;
    for (const double ratio : {1.0, 1.5, 2.0}) {
        QPixmap pixmap(QSize(theme::iconSize, theme::iconSize) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        drawSymbol(painter, layer.symbol, middle - box.center() * size, size, layer.colour,
            MapView::screenUnitsPerMm);
        result.addPixmap(pixmap);
    }
    return result;
}

void paintSwatch(QPainter& painter, const QRectF& rect, const AreaTheme& theme, int classIndex)
{
    painter.save();
    painter.setPen(QPen(theme::strongLine, 1));
    if (classIndex >= 0)
        painter.setBrush(theme.classes[classIndex].fill);
    else if (classIndex == AreaMark::unreported)
        painter.setBrush(QBrush(theme::disabledText, Qt::BDiagPattern));
    else
        painter.setBrush(theme::pane);
    painter.drawRect(rect);
    if (classIndex == AreaMark::noTarget)
        painter.drawText(rect, Qt::AlignCenter, QStringLiteral("—"));
    painter.restore();
}

} // namespace coop
