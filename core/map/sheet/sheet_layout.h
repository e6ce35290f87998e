#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

#include <memory>
#include <vector>

namespace coop
{

class MapFrame;

/// Where every element of a sheet goes: the map as large as it can be, on landscape paper the panel at its
/// right, on portrait paper below it. Millimetres from the paper's top left corner.
class SheetLayout
{
public:
    explicit SheetLayout(const Sheet& sheet);
    ~SheetLayout();

    void draw(QPainter& painter) const;
    QRectF mapBox() const { return frameBox; }
    const MapFrame& mapFrame() const { return *frame; }

private:
    struct Placed {
        std::unique_ptr<SheetItem> item;
        QRectF box;
    };
    using Panel = std::vector<std::unique_ptr<SheetItem>>;
    Panel panelItems(double size) const;
    void placeLandscape(const QRectF& room);
    void placePortrait(const QRectF& room);
    void stack(Panel items, const QRectF& column);
    double stackHeight(const Panel& items, double width) const;

    const Sheet& sheet;
    double size; ///< 1 on A3
    std::unique_ptr<MapFrame> frame;
    QRectF frameBox;
    std::vector<Placed> placed;
};

} // namespace coop
