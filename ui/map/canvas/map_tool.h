#pragma once
#include "core/map/map_view.h"

#include <QCursor>
#include <QObject>

class QKeyEvent;
class QMouseEvent;
class QPainter;

namespace coop
{

/// What the mouse does on the map while it is chosen, instead of looking around: measuring, choosing by a
/// box, placing a point. Positions are the canvas's own; `view` turns them into metres. Esc leaves it.
class MapTool : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QCursor cursor() const { return Qt::CrossCursor; }
    /// True when the tool used the event; else the canvas does what it always does.
    virtual bool press(const QMouseEvent& event, const MapView& view) = 0;
    virtual bool move(const QMouseEvent& event, const MapView& view) = 0;
    virtual bool release(const QMouseEvent& event, const MapView& view) = 0;
    virtual bool doubleClick(const QMouseEvent&, const MapView&) { return true; }
    virtual bool key(const QKeyEvent&) { return false; }
    virtual void paint(QPainter& painter, const MapView& view) const = 0;
    virtual void begin() { }

Q_SIGNALS:
    void repaintWanted();
    void done(); ///< back to looking around
    void hint(const QString& text); ///< what to do next, for the line at the bottom
};

} // namespace coop
