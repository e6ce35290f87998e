#include "ui/map/canvas/measure_tool.h"

#include "core/geo/coordinates/geodesic.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace coop
{

namespace
{
QString grouped(double value, int decimals)
{
    return QLocale(QLocale::Chinese, QLocale::China).toString(value, 'f', decimals);
}
} // namespace

MeasureTool::MeasureTool(What kind, QObject* parent)
    : MapTool(parent)
    , what(kind)
{
}

void MeasureTool::begin()
{
    points.clear();
    ended = false;
    Q_EMIT hint(what == What::length
            ? QStringLiteral("量距离：逐点单击，双击结束，退格键去掉最后一点，Esc 退出")
            : QStringLiteral("量面积：逐点单击，双击结束，退格键去掉最后一点，Esc 退出"));
    Q_EMIT repaintWanted();
}

std::vector<LonLat> MeasureTool::corners(bool withCursor) const
{
    std::vector<LonLat> list;
    for (const MapPoint p : points)
        list.push_back(projection.toLonLat(p));
    if (withCursor && !ended && !points.empty())
        list.push_back(projection.toLonLat(cursorAt));
    return list;
}

QString MeasureTool::result() const
{
    const std::vector<LonLat> list = corners(true);
    if (what == What::length) {
        const double metres = geodesicLength(list);
        return metres < 10'000 ? QStringLiteral("%1 米").arg(grouped(metres, metres < 100 ? 1 : 0))
                               : QStringLiteral("%1 千米").arg(grouped(metres / 1000, 2));
    }
    const double area = geodesicArea(list);
    const QString mu = QStringLiteral("%1 亩").arg(grouped(area / squareMetresPerMu, 1));
    return area < 1e6 ? QStringLiteral("%1 平方米（%2）").arg(grouped(area, 0), mu)
                      : QStringLiteral("%1 平方千米（%2）").arg(grouped(area / 1e6, 2), mu);
}

bool MeasureTool::press(const QMouseEvent& event, const MapView&)
{
    pressed = event.position();
    return false; // a drag still moves the map
}

bool MeasureTool::move(const QMouseEvent& event, const MapView& view)
{
    cursorAt = view.toMetres(event.position());
    if (!ended && !points.empty())
        Q_EMIT repaintWanted();
    return false;
}

bool MeasureTool::release(const QMouseEvent& event, const MapView& view)
{
    if (event.button() != Qt::LeftButton
        || (event.position() - pressed).manhattanLength() >= QApplication::startDragDistance())
        return false;
    if (ended) {
        points.clear();
        ended = false;
    }
    cursorAt = view.toMetres(event.position());
    if (points.empty() || !(points.back() == cursorAt)) // a double click gives the same place twice
        points.push_back(cursorAt);
    Q_EMIT repaintWanted();
    return true;
}

bool MeasureTool::doubleClick(const QMouseEvent&, const MapView&)
{
    ended = points.size() > 1;
    Q_EMIT repaintWanted();
    return true;
}

bool MeasureTool::key(const QKeyEvent& event)
{
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)
        ended = points.size() > 1;
    else if (event.key() == Qt::Key_Backspace && !points.empty())
        points.pop_back();
    else
        return false;
    Q_EMIT repaintWanted();
    return true;
}

void MeasureTool::paint(QPainter& painter, const MapView& view) const
{
    if (points.empty())
        return;
    QPolygonF line;
    for (const MapPoint p : points)
        line.append(view.toUnits(p));
    if (!ended)
        line.append(view.toUnits(cursorAt));
    painter.setRenderHint(QPainter::Antialiasing);
    QColor soft = theme::accent;
    soft.setAlpha(45);
    if (what == What::area) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(soft);
        painter.drawPolygon(line);
        line.append(line.first());
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 4.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setPen(
        QPen(theme::accent, 2.2, ended ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setPen(QPen(theme::accent, 1.5));
    painter.setBrush(Qt::white);
    for (const MapPoint p : points)
        painter.drawEllipse(view.toUnits(p), 3.5, 3.5);
    const QString text = result();
    painter.setFont(theme::font(theme::textPoints, true));
    const QRectF words = painter.fontMetrics().boundingRect(text);
    QRectF box(
        view.toUnits(ended ? points.back() : cursorAt) + QPointF(14, 10), words.size() + QSizeF(16, 8));
    box.moveRight(std::min(box.right(), view.target().right() - 4));
    box.moveBottom(std::min(box.bottom(), view.target().bottom() - 4));
    painter.setPen(theme::line);
    painter.setBrush(theme::pane);
    painter.drawRoundedRect(box, theme::radius, theme::radius);
    painter.setPen(theme::text);
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace coop
