#pragma once
#include "ui/map/canvas/map_tool.h"

#include <optional>

namespace coop
{

/// A new place for one point: a click chooses it, another one chooses again; `chosen` tells the place.
class PlaceTool : public MapTool
{
    Q_OBJECT
public:
    using MapTool::MapTool;
    void setStart(std::optional<MapPoint> from);

    bool press(const QMouseEvent& event, const MapView& view) override;
    bool move(const QMouseEvent& event, const MapView& view) override;
    bool release(const QMouseEvent& event, const MapView& view) override;
    void paint(QPainter& painter, const MapView& view) const override;

Q_SIGNALS:
    void chosen(coop::MapPoint place);

private:
    std::optional<MapPoint> start, place;
    QPointF pressed;
};

} // namespace coop
