#include "ui/map/canvas/map_canvas.h"

#include "core/map/painting/picture_job.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
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
constexpr double foot = 44; // pixels that the slider of quarters takes
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
    if (!whole)
        remember();
    // What lies along the lower edge must not hide the south.
    setView(MapView::fitting(
        shown.bounds(), QRectF(rect()).adjusted(0, 0, 0, -foot), MapView::screenUnitsPerMm, fitMargin)
                .withTarget(rect())
                .movedBy({0, -foot / 2}));
    whole = true;
}

void MapCanvas::showBounds(const Bounds& bounds)
{
    if (bounds.isEmpty())
        return;
    remember();
    MapView wanted = MapView::fitting(bounds.grown(1), rect(), MapView::screenUnitsPerMm, 4 * fitMargin);
    if (wanted.scale() < largestScale)
        wanted = wanted.withScale(largestScale);
    setView(wanted);
}

void MapCanvas::centreOn(MapPoint place)
{
    remember();
    setView(current.movedBy(QRectF(rect()).center() - current.toUnits(place)));
}

void MapCanvas::remember()
{
    constexpr qint64 oneStepMs = 700;
    const bool apart = !lastStep.isValid() || lastStep.elapsed() > oneStepMs;
    lastStep.start();
    after.clear();
    if (apart && current.scale() > 0 && (before.isEmpty() || !(before.last() == current)))
        before.append(current);
    if (before.size() > 100)
        before.removeFirst();
}

void MapCanvas::back()
{
    if (before.isEmpty())
        return;
    after.append(current);
    setView(before.takeLast().withTarget(rect()));
}

void MapCanvas::forward()
{
    if (after.isEmpty())
        return;
    before.append(current);
    setView(after.takeLast().withTarget(rect()));
}

void MapCanvas::setTool(MapTool* wanted)
{
    if (active)
        active->disconnect(this);
    active = wanted;
    setCursor(active ? active->cursor() : QCursor(Qt::ArrowCursor));
    if (active) {
        connect(active, &MapTool::repaintWanted, this, qOverload<>(&QWidget::update));
        connect(active, &MapTool::done, this, [this] { setTool(nullptr); });
        active->begin();
    }
    update();
    Q_EMIT toolChanged();
}

QImage MapCanvas::picture(double factor) const
{
    QImage image(size() * factor, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(factor);
    image.fill(style.paper);
    drawPicture(image, shown, current, style);
    return image;
}

void MapCanvas::zoomToBox()
{
    const QRectF box = QRectF(pressed, dragged).normalized();
    boxing = false;
    update();
    if (box.width() < 8 || box.height() < 8)
        return;
    const MapPoint a = current.toMetres(box.topLeft()), b = current.toMetres(box.bottomRight());
    remember();
    MapView wanted = MapView::fitting({a.x, b.y, b.x, a.y}, rect(), MapView::screenUnitsPerMm, 0);
    setView(wanted.scale() < largestScale ? wanted.withScale(largestScale) : wanted);
}

void MapCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (!shown.isEmpty())
        Q_EMIT contextWanted(hitTest(shown, current, event->pos()), event->pos());
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
    remember();
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
    paintLast(painter);
    if (active)
        active->paint(painter, current);
    if (boxing) {
        QColor soft = theme::accent;
        soft.setAlpha(40);
        painter.setPen(QPen(theme::accent, 1.5));
        painter.setBrush(soft);
        painter.drawRect(QRectF(pressed, dragged).normalized());
    }
}

void MapCanvas::paintLast(QPainter& painter)
{
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
    if (event->button() == Qt::BackButton)
        return back();
    if (event->button() == Qt::ForwardButton)
        return forward();
    if (event->button() != Qt::LeftButton)
        return;
    pressed = dragged = event->position();
    dragging = false;
    if (active && active->press(*event, current)) {
        toolHolds = true;
        return;
    }
    boxing = event->modifiers() & Qt::ShiftModifier;
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const bool taken = active && active->move(*event, current);
    if (boxing) {
        dragged = event->position();
        update();
    } else if (!taken && !toolHolds && (event->buttons() & Qt::LeftButton)) {
        if (!dragging
            && (event->position() - pressed).manhattanLength() >= QApplication::startDragDistance()) {
            dragging = true;
            remember();
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
    setCursor(active ? active->cursor() : QCursor(Qt::ArrowCursor));
    toolHolds = false;
    if (boxing)
        return zoomToBox();
    const bool taken = active && active->release(*event, current);
    if (!taken && !dragging && !shown.isEmpty())
        Q_EMIT clicked(hitTest(shown, current, event->position()), event->position());
    dragging = false;
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (active && active->doubleClick(*event, current))
        return;
    if (event->button() == Qt::LeftButton)
        zoomAt(event->position(), event->modifiers() & Qt::ShiftModifier ? 0.5 : 2);
}

void MapCanvas::keyPressEvent(QKeyEvent* event)
{
    if (active && active->key(*event))
        return;
    if (event->modifiers() & Qt::AltModifier) {
        if (event->key() == Qt::Key_Left)
            return back();
        if (event->key() == Qt::Key_Right)
            return forward();
    }
    switch (event->key()) {
    case Qt::Key_Escape:
        if (active)
            return setTool(nullptr);
        return QWidget::keyPressEvent(event);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1.5);
    case Qt::Key_Minus:
        return zoom(1 / 1.5);
    case Qt::Key_Home:
        return showWhole();
    case Qt::Key_Left:
        remember();
        return setView(current.movedBy({keyStep, 0}));
    case Qt::Key_Right:
        remember();
        return setView(current.movedBy({-keyStep, 0}));
    case Qt::Key_Up:
        remember();
        return setView(current.movedBy({0, keyStep}));
    case Qt::Key_Down:
        remember();
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
