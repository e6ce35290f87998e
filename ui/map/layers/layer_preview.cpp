#include "ui/map/layers/layer_preview.h"

#include "core/map/map_view.h"

#include "ui/look/theme.h"

#include <QPainter>

namespace coop
{

namespace
{
QPolygonF placed(const Ring& ring, const MapView& view)
{
    QPolygonF out;
    out.reserve(qsizetype(ring.size()));
    for (const MapPoint p : ring) {
        const QPointF at = view.toUnits(p);
        if (out.isEmpty() || (at - out.last()).manhattanLength() >= 0.7)
            out.append(at);
    }
    return out;
}
} // namespace

LayerPreview::LayerPreview(const MapDocument& townships, QWidget* parent)
    : QWidget(parent)
    , document(townships)
{
    setObjectName(QStringLiteral("layerPreview"));
    setAccessibleName(QStringLiteral("预览"));
    setMinimumSize(260, 220);
}

void LayerPreview::setNote(const QString& text)
{
    note = text;
    shown.clear();
    setAccessibleDescription(text);
    update();
}

void LayerPreview::setDrawings(std::vector<Drawing> drawings)
{
    shown = std::move(drawings);
    note.clear();
    update();
}

void LayerPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme::pane);
    painter.setPen(theme::line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    Bounds all = document.bounds();
    for (const Drawing& drawing : shown)
        all.add(drawing.bounds());
    if (all.isEmpty())
        return;
    const MapView view = MapView::fitting(all, QRectF(rect()).adjusted(8, 8, -8, -8));
    painter.setPen(QPen(theme::strongLine, 0.6));
    painter.setBrush(theme::page);
    for (const MapArea& area : document.content().areas)
        for (const Polygon& part : area.shape.parts)
            painter.drawPolygon(placed(part.outer, view));
    painter.setPen(QPen(theme::accent, 1.2));
    QColor soft = theme::accent;
    soft.setAlpha(40);
    for (const Drawing& drawing : shown) {
        painter.setBrush(soft);
        for (const Polygon& part : drawing.polygons.parts)
            painter.drawPolygon(placed(part.outer, view));
        painter.setBrush(Qt::NoBrush);
        for (const Ring& line : drawing.lines)
            painter.drawPolyline(placed(line, view));
        painter.setBrush(theme::accent);
        for (const MapPoint point : drawing.points)
            painter.drawEllipse(view.toUnits(point), 2, 2);
    }
    if (note.isEmpty())
        return;
    painter.setPen(theme::text);
    painter.setFont(theme::font(theme::smallPoints));
    const QRectF box = QRectF(rect()).adjusted(16, 16, -16, -16);
    QRectF used;
    painter.drawText(box, Qt::AlignCenter | Qt::TextWrapAnywhere | Qt::TextDontPrint, note, &used);
    painter.fillRect(used.adjusted(-6, -4, 6, 4), QColor(255, 255, 255, 235));
    painter.drawText(box, Qt::AlignCenter | Qt::TextWrapAnywhere, note);
}

} // namespace coop
