#pragma once
#include "ui/map/map_frames.h"

#include <QWidget>

namespace coop
{

/// The map itself: drag, wheel and double click zoom about the cursor, + − arrows and Home move by keyboard.
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

Q_SIGNALS:
    void viewChanged();
    void clicked(const coop::MapHit& hit, QPointF at);
    void hovered(coop::LonLat place);
    void left();

protected:
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
};

} // namespace coop
