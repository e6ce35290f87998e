#include "ui/print/sheet_preview.h"

#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/sheet_renderer.h"
#include "ui/look/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace coop
{

namespace
{
constexpr double screenPixelsPerMm = 96 / 25.4;
constexpr int deskMargin = 24;
constexpr int shadow = 6;
constexpr double smallestZoom = 0.1;
constexpr double largestZoom = 4;
constexpr QColor desk{0xC9, 0xCE, 0xD3};
} // namespace

QImage sheetImage(const Sheet& sheet, double pixelsPerMm)
{
    const QSizeF paper = sheet.settings.paperMm();
    QImage image(
        QSize(int(std::ceil(paper.width() * pixelsPerMm)), int(std::ceil(paper.height() * pixelsPerMm))),
        QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    SheetRenderer().draw(painter, sheet, pixelsPerMm);
    return image;
}

SheetPreview::SheetPreview(Jobs& jobs, QWidget* parent)
    : QAbstractScrollArea(parent)
    , drawing(jobs)
{
    setObjectName(QStringLiteral("print.preview"));
    setAccessibleName(QStringLiteral("打印预览"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::OpenHandCursor);
    viewport()->setMouseTracking(true);
    settle.setSingleShot(true);
    settle.setInterval(80);
    connect(&settle, &QTimer::timeout, &drawing, [this] { drawing.whenIdle([this] { draw(); }); });
}

void SheetPreview::showSheet(const Sheet& shown)
{
    sheet = shown;
    const SheetLayout layout(*sheet);
    elements = layout.elements();
    mapBox = layout.mapBox();
    const MapView view = mapBox.isEmpty() ? MapView() : layout.mapFrame().view(mapBox);
    mapScale = view.scale();
    mapCentre = view.centre();
    hovered.clear();
    arrange();
    settle.start();
    Q_EMIT zoomChanged();
}

double SheetPreview::shownZoom() const
{
    if (chosenZoom > 0 || !sheet)
        return chosenZoom > 0 ? chosenZoom : 1;
    const QSizeF paper = sheet->settings.paperMm() * screenPixelsPerMm;
    const QSize room = maximumViewportSize() - QSize(2 * deskMargin, 2 * deskMargin);
    return std::clamp(
        std::min(room.width() / paper.width(), room.height() / paper.height()), smallestZoom, largestZoom);
}

void SheetPreview::setZoom(double zoom)
{
    // What lies in the middle of the window stays there.
    const QPointF middle = QPointF(viewport()->width(), viewport()->height()) / 2;
    const QPointF onPaper = (middle - paperRect().topLeft()) / pixelsPerMm();
    chosenZoom = zoom <= 0 ? 0 : std::clamp(zoom, smallestZoom, largestZoom);
    arrange();
    const QPointF scrolled = QPointF(deskMargin, deskMargin) + onPaper * pixelsPerMm() - middle;
    horizontalScrollBar()->setValue(qRound(scrolled.x()));
    verticalScrollBar()->setValue(qRound(scrolled.y()));
    settle.start();
    Q_EMIT zoomChanged();
}

void SheetPreview::stepZoom(bool in)
{
    setZoom(shownZoom() * (in ? 1.25 : 0.8));
}

double SheetPreview::pixelsPerMm() const
{
    return screenPixelsPerMm * shownZoom();
}

QSizeF SheetPreview::pageSize() const
{
    return sheet ? sheet->settings.paperMm() * pixelsPerMm() : QSizeF();
}

QRectF SheetPreview::paperRect() const
{
    const QSizeF page = pageSize();
    const auto place = [](double size, int room, int scrolled) {
        return std::max((room - size) / 2, double(deskMargin)) - scrolled;
    };
    const QPointF corner(place(page.width(), viewport()->width(), horizontalScrollBar()->value()),
        place(page.height(), viewport()->height(), verticalScrollBar()->value()));
    return {corner.toPoint(), page};
}

void SheetPreview::arrange()
{
    const QSizeF whole = pageSize() + QSizeF(2 * deskMargin, 2 * deskMargin);
    const auto range = [this](QScrollBar* bar, double content, int room) {
        bar->setRange(0, chosenZoom == 0 ? 0 : std::max(0, int(std::ceil(content)) - room));
        bar->setPageStep(room);
        bar->setSingleStep(40);
    };
    range(horizontalScrollBar(), whole.width(), viewport()->width());
    range(verticalScrollBar(), whole.height(), viewport()->height());
    viewport()->update();
}

void SheetPreview::draw()
{
    if (!sheet)
        return;
    const double ratio = devicePixelRatioF();
    drawing.ask(
        QString(),
        [drawn = *sheet, scale = pixelsPerMm() * ratio, ratio](const JobControl&) {
            QImage result = sheetImage(drawn, scale);
            result.setDevicePixelRatio(ratio);
            return result;
        },
        [this](QImage result) {
            image = std::move(result);
            viewport()->update();
        });
}

void SheetPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), desk);
    if (!sheet)
        return;
    const QRectF paper = paperRect();
    for (int i = shadow; i > 0; --i)
        painter.fillRect(paper.adjusted(-i + 2, -i + 4, i, i + 1), QColor(0, 0, 0, 9));
    painter.fillRect(paper, Qt::white);
    if (!image.isNull()) { // an image of another size is stretched until its own is drawn
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(held == u"map" ? paper.translated(heldCorner * pixelsPerMm()) : paper, image);
    }
    painter.setPen(theme::strongLine);
    painter.drawRect(paper);
    paintElements(painter);
}

void SheetPreview::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
    if (sheet && chosenZoom == 0) {
        settle.start();
        Q_EMIT zoomChanged();
    }
}

void SheetPreview::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    stepZoom(event->angleDelta().y() > 0);
    event->accept();
}

QRectF SheetPreview::toView(const QRectF& mm) const
{
    return {paperRect().topLeft() + mm.topLeft() * pixelsPerMm(), mm.size() * pixelsPerMm()};
}

const PlacedElement* SheetPreview::elementAt(QPointF paper) const
{
    const auto uppermost = std::find_if(elements.rbegin(), elements.rend(),
        [&](const PlacedElement& each) { return each.box.contains(paper); });
    return uppermost == elements.rend() ? nullptr : &*uppermost;
}

QPointF SheetPreview::snapped(const PlacedElement& element, QPointF corner)
{
    constexpr double reach = 2; // mm
    const QSizeF paper = sheet->settings.paperMm(), size = element.box.size();
    QList<double> across{12, paper.width() - 12, paper.width() / 2, mapBox.left() + 2, mapBox.right() - 2},
        down{10, paper.height() - 10, mapBox.top() + 2, mapBox.bottom() - 2};
    for (const PlacedElement& other : std::as_const(elements))
        if (other.id != element.id) {
            across += {other.box.left(), other.box.right()};
            down += {other.box.top(), other.box.bottom()};
        }
    guides.clear();
    const auto snap = [&](double at, double length, const QList<double>& lines, bool vertical) {
        double best = reach, result = at;
        std::optional<double> line;
        for (const double each : lines)
            for (const double edge : {0.0, length / 2, length})
                if (std::abs(at + edge - each) < best) {
                    best = std::abs(at + edge - each);
                    result = each - edge;
                    line = each;
                }
        if (line)
            guides += vertical ? QLineF(*line, 0, *line, paper.height())
                               : QLineF(0, *line, paper.width(), *line);
        return result;
    };
    return {snap(corner.x(), size.width(), across, true), snap(corner.y(), size.height(), down, false)};
}

void SheetPreview::paintElements(QPainter& painter)
{
    for (const PlacedElement& element : std::as_const(elements)) {
        if (element.id != hovered && element.id != held)
            continue;
        QRectF box = element.box;
        if (element.id == held)
            box.moveTopLeft(heldCorner);
        QColor inside = theme::accent;
        inside.setAlpha(element.id == held ? 50 : 20);
        painter.setPen(QPen(theme::accent, 1.2, Qt::DashLine));
        painter.setBrush(inside);
        painter.drawRect(toView(box));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::danger, 1));
    if (!held.isEmpty())
        for (const QLineF& guide : std::as_const(guides))
            painter.drawLine(paperRect().topLeft() + guide.p1() * pixelsPerMm(),
                paperRect().topLeft() + guide.p2() * pixelsPerMm());
}

void SheetPreview::mousePressEvent(QMouseEvent* event)
{
    dragFrom = event->pos();
    held.clear();
    guides.clear();
    grip = toPaper(event->position());
    if (event->button() == Qt::LeftButton && sheet) {
        const PlacedElement* element = elementAt(grip);
        if (mapMoves && mapBox.contains(grip) && !element) {
            held = QStringLiteral("map");
            heldCorner = {};
        } else if (element) {
            held = element->id;
            heldCorner = element->box.topLeft();
        }
    }
    viewport()->setCursor(held.isEmpty() || held == u"map" ? Qt::ClosedHandCursor : Qt::SizeAllCursor);
}

void SheetPreview::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = toPaper(event->position());
    if (!(event->buttons() & Qt::LeftButton)) {
        const PlacedElement* element = sheet ? elementAt(at) : nullptr;
        const QString now = element ? element->id : QString();
        if (now != hovered) {
            hovered = now;
            viewport()->setToolTip(
                element ? QStringLiteral("%1：拖动可以移动，双击恢复原位").arg(element->label) : QString());
            viewport()->setCursor(element ? Qt::SizeAllCursor : Qt::OpenHandCursor);
            viewport()->update();
        }
        return;
    }
    const QPoint moved = event->pos() - dragFrom;
    if (held.isEmpty()) {
        dragFrom = event->pos();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
        return;
    }
    if (held == u"map") {
        heldCorner = at - grip;
    } else {
        for (const PlacedElement& element : std::as_const(elements))
            if (element.id == held)
                heldCorner = snapped(element, element.box.topLeft() + at - grip);
    }
    viewport()->update();
}

void SheetPreview::mouseReleaseEvent(QMouseEvent* event)
{
    viewport()->setCursor(Qt::OpenHandCursor);
    const QString dropped = std::exchange(held, QString());
    guides.clear();
    const bool moved = (event->pos() - dragFrom).manhattanLength() >= 4;
    viewport()->update();
    if (dropped.isEmpty() || !moved)
        return;
    if (dropped == u"map")
        Q_EMIT mapMoved(QPointF(-heldCorner.x(), heldCorner.y()) * mapScale / 1000);
    else
        Q_EMIT elementMoved(dropped, heldCorner);
}

void SheetPreview::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const PlacedElement* element = sheet ? elementAt(toPaper(event->position())) : nullptr)
        Q_EMIT elementReset(element->id);
}

void SheetPreview::leaveEvent(QEvent* event)
{
    hovered.clear();
    viewport()->update();
    QAbstractScrollArea::leaveEvent(event);
}

} // namespace coop
