#pragma once
#include "core/map/sheet/sheet.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QTimer>
#include <optional>

namespace coop
{

class Jobs;

/// A sheet of paper on a grey desk, drawn by the same SheetRenderer as print and export, on a worker. Drag
/// moves it, Ctrl and the wheel zoom.
class SheetPreview : public QAbstractScrollArea
{
    Q_OBJECT
public:
    SheetPreview(Jobs& jobs, QWidget* parent = nullptr);

    void showSheet(const Sheet& sheet);
    /// 0: the whole sheet fits. 1: as large as the paper, at 96 pixels an inch.
    void setZoom(double zoom);
    double zoom() const { return chosenZoom; }
    /// What is really shown, also when it fits.
    double shownZoom() const;
    void stepZoom(bool in);
    bool busy() const { return drawing || settle.isActive(); }

Q_SIGNALS:
    void zoomChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double pixelsPerMm() const;
    QSizeF pageSize() const; ///< in pixels of the widget
    QRectF paperRect() const; ///< in the viewport
    void arrange();
    void draw();

    Jobs& jobs;
    std::optional<Sheet> sheet;
    QImage image;
    double chosenZoom = 0;
    bool drawing = false;
    bool outdated = false; ///< changed since the drawing began
    QTimer settle; ///< draws once after the last of many changes
    QPoint dragFrom;
};

/// A sheet as a picture with so many pixels a millimetre. Any thread.
QImage sheetImage(const Sheet& sheet, double pixelsPerMm);

} // namespace coop
