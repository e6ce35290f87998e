#pragma once
#include "ui/map/canvas/map_frames.h"
#include "ui/map/canvas/map_tool.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

namespace coop
{

/// The map itself: drag, wheel and double click zoom about the cursor, Shift+drag zooms to a box, + − arrows
/// and Home move by keyboard, Alt+← → go through the views of before. A MapTool may take the mouse.
/// The last picture is moved and scaled at once while the new one is drawn.
class MapCanvas : public QWidget
{
    Q_OBJECT
public:
    explicit MapCanvas(QWidget* parent = nullptr);

    /// The first document is shown whole; a later one keeps the view.
    void setDocument(const MapDocument& document);
    void setSelection(qint64 area, qint64 group, qint64 point);
    const MapDocument& document() const { return shown; }
    const MapView& view() const { return current; }
    bool busy() const { return frames.busy(); }

    void showWhole();
    void showBounds(const Bounds& bounds);
    void zoom(double factor); ///< about the middle
    void back();
    void forward();
    bool canGoBack() const { return !before.isEmpty(); }
    bool canGoForward() const { return !after.isEmpty(); }
    void centreOn(MapPoint place);

    /// Null: looking around.
    void setTool(MapTool* tool);
    MapTool* tool() const { return active; }
    /// The picture of now without what lies over it, `factor` times as fine.
    QImage picture(double factor) const;

Q_SIGNALS:
    void viewChanged();
    void clicked(const coop::MapHit& hit, QPointF at);
    void hovered(coop::LonLat place);
    void left();
    void contextWanted(const coop::MapHit& hit, QPointF at);
    void toolChanged();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void setView(const MapView& view);
    /// Keeps the view of before for `back`; steps that follow each other quickly are one.
    void remember();
    void zoomToBox();
    void paintLast(QPainter& painter);
    void zoomAt(QPointF fixed, double factor);
    void redraw();

    MapDocument shown;
    MapView current;
    MapStyle style;
    MapFrames frames;
    MapFrames::Frame last;
    int content = 0;
    bool whole = true; ///< nobody has moved the view: keep all of the map in sight when the window grows
    QPointF pressed;
    QPointF dragged; ///< where the last move was
    bool dragging = false;
    bool boxing = false; ///< Shift is held: the drag is a box to zoom to
    bool toolHolds = false; ///< the tool took the press
    QPointer<MapTool> active;
    QList<MapView> before, after;
    QElapsedTimer lastStep;
};

} // namespace coop
