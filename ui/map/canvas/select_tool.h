#pragma once
#include "ui/map/canvas/map_tool.h"

#include <QRectF>

namespace coop
{

/// Choosing by a box: a drag draws it, `chosen` tells which part of the map it holds. A click chooses
/// nothing.
class SelectTool : public MapTool
{
    Q_OBJECT
public:
    using MapTool::MapTool;

    bool press(const QMouseEvent& event, const MapView& view) override;
    bool move(const QMouseEvent& event, const MapView& view) override;
    bool release(const QMouseEvent& event, const MapView& view) override;
    void paint(QPainter& painter, const MapView& view) const override;
    void begin() override;

Q_SIGNALS:
    void chosen(const coop::Bounds& box);

private:
    MapPoint from{}, to{};
    bool drawing = false;
    bool any = false; ///< there is a box to show
};

} // namespace coop
