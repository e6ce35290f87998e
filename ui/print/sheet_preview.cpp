#include "ui/print/sheet_preview.h"

#include "core/map/sheet/sheet_renderer.h"
#include "ui/shell/job.h"
#include "ui/shell/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

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

SheetPreview::SheetPreview(Jobs& running, QWidget* parent)
    : QAbstractScrollArea(parent)
    , jobs(running)
{
    setObjectName(QStringLiteral("print.preview"));
    setAccessibleName(QStringLiteral("打印预览"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::OpenHandCursor);
    settle.setSingleShot(true);
    settle.setInterval(80);
    connect(&settle, &QTimer::timeout, this, &SheetPreview::draw);
}

void SheetPreview::showSheet(const Sheet& shown)
{
    sheet = shown;
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
    const auto range = [](QScrollBar* bar, double content, int room) {
        bar->setRange(0, std::max(0, int(std::ceil(content)) - room));
        bar->setPageStep(room);
        bar->setSingleStep(40);
    };
    range(horizontalScrollBar(), whole.width(), viewport()->width());
    range(verticalScrollBar(), whole.height(), viewport()->height());
    viewport()->update();
}

void SheetPreview::draw()
{
    if (!sheet || drawing) {
        outdated = sheet.has_value();
        return;
    }
    drawing = true;
    outdated = false;
    const double ratio = devicePixelRatioF();
    jobs.start(
        QString(), this,
        [drawn = *sheet, scale = pixelsPerMm() * ratio, ratio](const JobControl&) {
            QImage result = sheetImage(drawn, scale);
            result.setDevicePixelRatio(ratio);
            return result;
        },
        [this](QImage result) {
            drawing = false;
            image = std::move(result);
            viewport()->update();
            if (outdated)
                draw();
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
        painter.drawImage(paper, image);
    }
    painter.setPen(theme::strongLine);
    painter.drawRect(paper);
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

void SheetPreview::mousePressEvent(QMouseEvent* event)
{
    dragFrom = event->pos();
    viewport()->setCursor(Qt::ClosedHandCursor);
}

void SheetPreview::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const QPoint moved = event->pos() - dragFrom;
    dragFrom = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void SheetPreview::mouseReleaseEvent(QMouseEvent*)
{
    viewport()->setCursor(Qt::OpenHandCursor);
}

} // namespace coop
