#pragma once
#include "core/geo/coordinates/projection.h"
#include "ui/map/canvas/map_tool.h"

#include <vector>

namespace coop
{

/// Lengths and areas on the ellipsoid: clicks add corners, Backspace takes the last one away, double click or
/// Enter ends.
class MeasureTool : public MapTool
{
    Q_OBJECT
public:
    enum class What { length, area };
    MeasureTool(What what, QObject* parent);
    void setProjection(const Projection& wanted) { projection = wanted; }
    QString result() const; ///< 12.35 千米; 3.21 平方千米（4815 亩）

    bool press(const QMouseEvent& event, const MapView& view) override;
    bool move(const QMouseEvent& event, const MapView& view) override;
    bool release(const QMouseEvent& event, const MapView& view) override;
    bool doubleClick(const QMouseEvent& event, const MapView& view) override;
    bool key(const QKeyEvent& event) override;
    void paint(QPainter& painter, const MapView& view) const override;
    void begin() override;

private:
    std::vector<LonLat> corners(bool withCursor) const;

    What what;
    Projection projection;
    std::vector<MapPoint> points;
    MapPoint cursorAt{};
    QPointF pressed;
    bool ended = false;
};

} // namespace coop
