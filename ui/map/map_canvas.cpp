#include "ui/map/map_canvas.h"

#include "ui/shell/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <cmath>

namespace coop
{

namespace
{
constexpr double largestScale = 4000; // 1:4 000: closer there is nothing more to see
constexpr double farthest = 2.5; // times the scale that shows everything
constexpr int keyStep = 80; // pixels
constexpr double fitMargin = 6; // mm
} // namespace

MapCanvas::MapCanvas(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("mapCanvas"));
    setAccessibleName(QStringLiteral("地图"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::ArrowCursor);
    setMinimumSize(320, 240);
    setAttribute(Qt::WA_OpaquePaintEvent);
    style.paper = theme::page;
    connect(&frames, &MapFrames::drawn, this, [this](const MapFrames::Frame& frame) {
        last = frame;
        update();
    });
}

void MapCanvas::setDocument(const MapDocument& document)
{
    const bool first = shown.isEmpty();
    shown = document;
    ++content;
    if (first || whole)
        showWhole();
    redraw();
}

void MapCanvas::setSelection(qint64 area, qint64 group, qint64 point)
{
    if (style.selectedArea == area && style.selectedGroup == group && style.selectedPoint == point)
        return;
    style.selectedArea = area;
    style.selectedGroup = group;
    style.selectedPoint = point;
    ++content;
    redraw();
}

void MapCanvas::showWhole()
{
    if (shown.isEmpty() || width() < 1)
        return;
    setView(MapView::fitting(shown.bounds(), rect(), MapView::screenUnitsPerMm, fitMargin));
    whole = true;
}

void MapCanvas::showBounds(const Bounds& bounds)
{
    if (!bounds.isEmpty())
        setView(MapView::fitting(bounds, rect(), MapView::screenUnitsPerMm, 4 * fitMargin));
}

void MapCanvas::zoom(double factor)
{
    zoomAt(QRectF(rect()).center(), factor);
}

void MapCanvas::zoomAt(QPointF fixed, double factor)
{
    if (shown.isEmpty())
        return;
    const double everything
        = MapView::fitting(shown.bounds(), rect(), MapView::screenUnitsPerMm, fitMargin).scale();
    const double wanted = qBound(largestScale, current.scale() / factor, everything * farthest);
    setView(current.zoomedAt(fixed, current.scale() / wanted));
}

void MapCanvas::setView(const MapView& view)
{
    whole = false;
    if (view == current)
        return;
    current = view;
    redraw();
    update();
    Q_EMIT viewChanged();
}

void MapCanvas::redraw()
{
    if (!shown.isEmpty() && width() > 0 && height() > 0)
        frames.request({shown, current, style, devicePixelRatioF(), content});
}

void MapCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), style.paper);
    if (last.image.isNull())
        return;
    // Where the corners of the last picture lie in the view of now.
    const QRectF picture = last.view.target().adjusted(
        -MapFrames::margin, -MapFrames::margin, MapFrames::margin, MapFrames::margin);
    const QPointF topLeft = current.toUnits(last.view.toMetres(picture.topLeft()));
    if (last.view.scale() == current.scale()) {
        painter.drawImage(topLeft, last.image);
        return;
    }
    const QPointF bottomRight = current.toUnits(last.view.toMetres(picture.bottomRight()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(topLeft, bottomRight), last.image);
}

void MapCanvas::resizeEvent(QResizeEvent*)
{
    if (whole)
        showWhole();
    else
        setView(current.withTarget(rect()));
    redraw();
}

void MapCanvas::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        zoomAt(event->position(), std::pow(1.35, notches));
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    pressed = dragged = event->position();
    dragging = false;
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton) {
        if (!dragging
            && (event->position() - pressed).manhattanLength() >= QApplication::startDragDistance()) {
            dragging = true;
            setCursor(Qt::ClosedHandCursor);
        }
        if (dragging) {
            setView(current.movedBy(event->position() - dragged));
            dragged = event->position();
        }
    }
    if (!shown.isEmpty())
        Q_EMIT hovered(shown.content().projection.toLonLat(current.toMetres(event->position())));
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setCursor(Qt::ArrowCursor);
    if (!dragging && !shown.isEmpty())
        Q_EMIT clicked(hitTest(shown, current, event->position()), event->position());
    dragging = false;
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        zoomAt(event->position(), event->modifiers() & Qt::ShiftModifier ? 0.5 : 2);
}

void MapCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1.5);
    case Qt::Key_Minus:
        return zoom(1 / 1.5);
    case Qt::Key_Home:
        return showWhole();
    case Qt::Key_Left:
        return setView(current.movedBy({keyStep, 0}));
    case Qt::Key_Right:
        return setView(current.movedBy({-keyStep, 0}));
    case Qt::Key_Up:
        return setView(current.movedBy({0, keyStep}));
    case Qt::Key_Down:
        return setView(current.movedBy({0, -keyStep}));
    default:
        QWidget::keyPressEvent(event);
    }
}

void MapCanvas::leaveEvent(QEvent*)
{
    Q_EMIT left();
}

} // namespace coop
