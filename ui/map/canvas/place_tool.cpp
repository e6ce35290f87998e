#include "ui/map/canvas/place_tool.h"

#include "ui/look/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace coop
{

void PlaceTool::setStart(std::optional<MapPoint> from)
{
    start = from;
    place.reset();
    Q_EMIT repaintWanted();
}

bool PlaceTool::press(const QMouseEvent& event, const MapView&)
{
    pressed = event.position();
    return false;
}

bool PlaceTool::move(const QMouseEvent&, const MapView&)
{
    return false;
}

bool PlaceTool::release(const QMouseEvent& event, const MapView& view)
{
    if (event.button() != Qt::LeftButton
        || (event.position() - pressed).manhattanLength() >= QApplication::startDragDistance())
        return false;
    place = view.toMetres(event.position());
    Q_EMIT repaintWanted();
    Q_EMIT chosen(*place);
    return true;
}

void PlaceTool::paint(QPainter& painter, const MapView& view) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (start) {
        painter.setPen(QPen(theme::secondText, 1.5, Qt::DashLine));
        painter.drawEllipse(view.toUnits(*start), 9, 9);
        if (place)
            painter.drawLine(view.toUnits(*start), view.toUnits(*place));
    }
    if (!place)
        return;
    const QPointF at = view.toUnits(*place);
    painter.setPen(QPen(Qt::white, 5));
    painter.drawEllipse(at, 9, 9);
    painter.setPen(QPen(theme::danger, 2.2));
    painter.drawEllipse(at, 9, 9);
    painter.drawLine(at - QPointF(14, 0), at + QPointF(14, 0));
    painter.drawLine(at - QPointF(0, 14), at + QPointF(0, 14));
}

} // namespace coop
