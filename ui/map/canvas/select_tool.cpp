#include "ui/map/canvas/select_tool.h"

#include "ui/look/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace coop
{

void SelectTool::begin()
{
    drawing = any = false;
    Q_EMIT hint(QStringLiteral("框选：按住左键拖出一个框，框内的点可以在台账中查看，Esc 退出"));
    Q_EMIT repaintWanted();
}

bool SelectTool::press(const QMouseEvent& event, const MapView& view)
{
    if (event.button() != Qt::LeftButton)
        return false;
    from = to = view.toMetres(event.position());
    drawing = any = true;
    return true;
}

bool SelectTool::move(const QMouseEvent& event, const MapView& view)
{
    if (!drawing)
        return false;
    to = view.toMetres(event.position());
    Q_EMIT repaintWanted();
    return true;
}

bool SelectTool::release(const QMouseEvent& event, const MapView& view)
{
    if (!drawing || event.button() != Qt::LeftButton)
        return false;
    drawing = false;
    to = view.toMetres(event.position());
    const double pixels
        = std::abs(to.x - from.x) / view.metresPerUnit() + std::abs(to.y - from.y) / view.metresPerUnit();
    any = pixels >= QApplication::startDragDistance();
    Bounds box;
    if (any) {
        box.add(from);
        box.add(to);
    }
    Q_EMIT repaintWanted();
    Q_EMIT chosen(box);
    return true;
}

void SelectTool::paint(QPainter& painter, const MapView& view) const
{
    if (!any)
        return;
    QColor inside = theme::accent;
    inside.setAlpha(40);
    painter.setPen(QPen(theme::accent, 1.5, Qt::DashLine));
    painter.setBrush(inside);
    painter.drawRect(QRectF(view.toUnits(from), view.toUnits(to)).normalized());
}

} // namespace coop
