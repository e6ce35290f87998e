#pragma once
#include "core/map/sheet/sheet_elements.h"

#include <vector>

namespace coop
{

class MapFrame;

/// An element where it stands on the paper, in millimetres.
struct PlacedElement {
    QString id, label; ///< as of SheetElement
    QRectF box;
};

/// Where every element of a sheet goes: the map as large as it can be, on landscape paper the panel at its
/// right, on portrait paper below it; what somebody moved, where it was put. Millimetres from the paper's top
/// left corner.
class SheetLayout
{
public:
    explicit SheetLayout(const Sheet& sheet);
    ~SheetLayout();

    void draw(QPainter& painter) const;
    QRectF mapBox() const { return frameBox; } ///< empty in a sheet that is a table only
    const MapFrame& mapFrame() const { return *frame; }

    /// What can be moved, the topmost last.
    QList<PlacedElement> elements() const;
    /// What is cut, overlaps, leaves the paper or is too small to read, in sentences.
    QStringList complaints() const;
    /// How many rows of the table, from `first` on, a sheet of a table takes.
    qsizetype rowsThatFit(qsizetype first) const;

private:
    struct Placed {
        const SheetElement* element;
        std::unique_ptr<SheetItem> item;
        QRectF box{};
        bool moved = false;
    };
    using Panel = std::vector<Placed>;
    Panel made(std::initializer_list<SheetRoom> rooms, double factor) const;
    void placeLandscape(const QRectF& room);
    void placePortrait(const QRectF& room);
    void placeTable(const QRectF& room);
    void stack(Panel items, const QRectF& column);
    double stackHeight(const Panel& items, double width) const;
    void moveParts();

    const Sheet& sheet;
    double size; ///< 1 on A3
    std::unique_ptr<MapFrame> frame;
    QRectF frameBox;
    QRectF tableRoom;
    std::vector<Placed> placed;
};

} // namespace coop
