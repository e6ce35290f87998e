#include "ui/map/canvas/symbol_icon.h"

#include "core/map/map_view.h"
#include "core/map/symbols/symbol.h"
#include "ui/look/theme.h"

#include <QPainter>

namespace coop
{

QIcon symbolIcon(const PointLayer& layer)
{
    QIcon result;
    for (const double ratio : {1.0, 1.5, 2.0}) {
        QPixmap pixmap(QSize(theme::iconSize, theme::iconSize) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const double size = qMin(theme::iconSize - 2.0, qMax(9.0, layer.sizeMm * MapView::screenUnitsPerMm));
        drawSymbol(painter, layer.symbol, QPointF(theme::iconSize / 2.0, theme::iconSize / 2.0), size,
            layer.colour, MapView::screenUnitsPerMm);
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
