#pragma once
#include "core/map/sheet/sheet_layout.h"
#include "ui/session/loader.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QTimer>
#include <optional>

namespace coop
{

/// A sheet of paper on a grey desk, drawn by the same SheetRenderer as print and export, on a worker. Ctrl
/// and the wheel zoom. A drag on an element moves it (it snaps to edges), a double click puts it back; a drag
/// elsewhere moves the paper, or the map in its frame while that is chosen.
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
    /// A drag inside the map's frame moves the map.
    void setMapMoves(bool moves) { mapMoves = moves; }
    const QList<PlacedElement>& shownElements() const { return elements; }
    double shownScale() const { return mapScale; }
    MapPoint shownCentre() const { return mapCentre; } ///< of the map in its frame
    /// Between the window's viewport, in pixels, and the paper, in millimetres.
    QPointF toPaper(QPointF at) const { return (at - paperRect().topLeft()) / pixelsPerMm(); }
    QPoint onView(QPointF mm) const { return (paperRect().topLeft() + mm * pixelsPerMm()).toPoint(); }
    bool busy() const { return drawing.busy() || settle.isActive(); }

Q_SIGNALS:
    void zoomChanged();
    /// An element was put to this corner, in millimetres; or is to go back to where the layout puts it.
    void elementMoved(const QString& id, QPointF corner);
    void elementReset(const QString& id);
    /// The map was moved in its frame by so many metres of its own.
    void mapMoved(QPointF metres);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    double pixelsPerMm() const;
    QSizeF pageSize() const; ///< in pixels of the widget
    QRectF paperRect() const; ///< in the viewport
    void arrange();
    void draw();

    std::optional<Sheet> sheet;
    QImage image;
    double chosenZoom = 0;
    Loader drawing;
    QTimer settle; ///< draws once after the last of many changes
    QPoint dragFrom;

    QRectF toView(const QRectF& mm) const;
    const PlacedElement* elementAt(QPointF paper) const;
    QPointF snapped(const PlacedElement& element, QPointF corner);
    void paintElements(QPainter& painter);

    QList<PlacedElement> elements;
    QRectF mapBox;
    double mapScale = 0;
    MapPoint mapCentre{};
    bool mapMoves = false;
    QString hovered; ///< an element's id
    QString held; ///< being dragged; "map": the map in its frame
    QPointF grip; ///< where it was taken, on the paper
    QPointF heldCorner; ///< where it would be put
    QList<QLineF> guides; ///< what it snaps to, on the paper
};

/// A sheet as a picture with so many pixels a millimetre. Any thread.
QImage sheetImage(const Sheet& sheet, double pixelsPerMm);

} // namespace coop
