#include "core/map/sheet/sheet_layout.h"

#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/elements/table_block.h"

#include <QPainter>
#include <algorithm>

namespace coop
{

namespace
{
constexpr double gapMm = 6;
constexpr double leastFactor = 0.45; ///< panel letters are never smaller than this share of their size
constexpr double cover = 0.3; ///< mm by which boxes may meet
} // namespace

SheetLayout::SheetLayout(const Sheet& s)
    : sheet(s)
    , size(s.settings.paper == PaperSize::A3 ? 1.0 : 0.78)
    , frame(std::make_unique<MapFrame>(s, size))
{
    const QSizeF paper = s.settings.paperMm();
    const double margin = 12 * size;
    QRectF room(margin, margin * 0.8, paper.width() - 2 * margin, paper.height() - margin * 1.6);

    for (Placed& part : made({SheetRoom::top, SheetRoom::foot}, size)) {
        const bool top = part.element->room == SheetRoom::top;
        const double height = part.item->minimalSize(room.width()).height();
        part.box = QRectF(room.left(), top ? room.top() : room.bottom() - height, room.width(), height);
        room.adjust(0, top ? height + 1.5 * size : 0, 0, top ? 0 : -height - 2 * size);
        placed.push_back(std::move(part));
    }

    if (s.tableOnly)
        placeTable(room);
    else if (s.settings.orientation == PaperOrientation::landscape)
        placeLandscape(room);
    else
        placePortrait(room);
    moveParts();
}

SheetLayout::~SheetLayout() = default;

SheetLayout::Panel SheetLayout::made(std::initializer_list<SheetRoom> rooms, double factor) const
{
    Panel items;
    for (const SheetElement& element : sheetElements())
        if (std::find(rooms.begin(), rooms.end(), element.room) != rooms.end())
            if (auto item = element.make(sheet, factor))
                items.push_back({&element, std::move(item)});
    return items;
}

double SheetLayout::stackHeight(const Panel& items, double width) const
{
    double height = 0;
    for (const Placed& part : items)
        if (const double own = part.item->minimalSize(width).height(); own > 0)
            height += own + (height > 0 ? gapMm * size : 0);
    return height;
}

void SheetLayout::stack(Panel items, const QRectF& column)
{
    const double spare = std::max(0.0, column.height() - stackHeight(items, column.width()));
    double y = column.top();
    for (Placed& part : items) {
        double height = part.item->minimalSize(column.width()).height();
        if (height <= 0)
            continue;
        if (part.element->room == SheetRoom::beside)
            height += std::min(spare, height * 0.35); // a table reads better with some air
        else if (&part == &items.back() && items.size() > 1)
            y = column.bottom() - height; // words stand at the foot
        part.box = QRectF(column.left(), y, column.width(), height);
        placed.push_back(std::move(part));
        y += height + gapMm * size;
    }
}

void SheetLayout::placeLandscape(const QRectF& room)
{
    // The panel takes what a tall map leaves over, within limits.
    const Bounds bounds = sheet.map.bounds();
    const double aspect = bounds.isEmpty() || bounds.height() <= 0 ? 1 : bounds.width() / bounds.height();
    const double width
        = std::clamp(room.width() - room.height() * std::max(aspect, 1.0) * 1.08, 98 * size, 128 * size);
    QRectF column(room.right() - width, room.top(), width, room.height());
    frameBox = QRectF(room.left(), room.top(), room.width() - width - 6 * size, room.height());
    double factor = size * 1.35; // large letters where there is room
    const auto all = [&](double f) { return made({SheetRoom::panel, SheetRoom::beside}, f); };
    while (factor > leastFactor && stackHeight(all(factor), width) > column.height())
        factor *= 0.97;
    stack(all(factor), column);
}

void SheetLayout::placePortrait(const QRectF& room)
{
    // Two columns under the map: legend and words at the left, the table at the right.
    const double gap = 6 * size;
    const double leftWidth = sheet.table.isEmpty() ? room.width() : (room.width() - gap) * 0.47;
    const double rightWidth = room.width() - gap - leftWidth;
    const double most = room.height() * 0.42;
    double factor = size * 1.15;
    const auto needed = [&](double f) {
        return std::max(stackHeight(made({SheetRoom::panel}, f), leftWidth),
            stackHeight(made({SheetRoom::beside}, f), std::max(rightWidth, 1.0)));
    };
    while (factor > leastFactor && needed(factor) > most)
        factor *= 0.97;
    const double height = std::min(needed(factor), most);
    frameBox = QRectF(room.left(), room.top(), room.width(), room.height() - height - 4 * size);
    const double top = room.bottom() - height;
    stack(made({SheetRoom::panel}, factor), QRectF(room.left(), top, leftWidth, height));
    if (!sheet.table.isEmpty())
        stack(made({SheetRoom::beside}, factor), QRectF(room.right() - rightWidth, top, rightWidth, height));
}

void SheetLayout::placeTable(const QRectF& room)
{
    Panel words = made({SheetRoom::panel}, size);
    const double height = stackHeight(words, room.width());
    stack(std::move(words), QRectF(room.left(), room.bottom() - height, room.width(), height));
    tableRoom = room.adjusted(0, 0, 0, -height - gapMm * size);
    placed.push_back(
        {&sheetElement(QStringLiteral("table")), std::make_unique<WideTable>(sheet.table, size), tableRoom});
}

void SheetLayout::moveParts()
{
    const QRectF paper(QPointF(), sheet.settings.paperMm());
    for (Placed& part : placed) {
        const auto put = sheet.settings.places.constFind(part.element->id);
        if (put == sheet.settings.places.constEnd())
            continue;
        part.box.moveTopLeft(*put);
        part.box.moveLeft(std::clamp(part.box.left(), 0.0, std::max(0.0, paper.width() - part.box.width())));
        part.box.moveTop(std::clamp(part.box.top(), 0.0, std::max(0.0, paper.height() - part.box.height())));
        part.moved = true;
    }
    // What somebody moved lies over what nobody touched.
    std::stable_partition(placed.begin(), placed.end(), [](const Placed& part) { return !part.moved; });
}

void SheetLayout::draw(QPainter& painter) const
{
    if (!frameBox.isEmpty())
        frame->draw(painter, frameBox);
    for (const Placed& part : placed) {
        if (part.moved && part.box.intersects(frameBox)) { // over the map it brings its own paper
            painter.setPen(QPen(sheetSoftInk, 0.2));
            painter.setBrush(Qt::white);
            painter.drawRect(part.box.adjusted(-1.5, -1.5, 1.5, 1.5));
            painter.setBrush(Qt::NoBrush);
        }
        part.item->draw(painter, part.box);
    }
}

QList<PlacedElement> SheetLayout::elements() const
{
    QList<PlacedElement> all;
    const auto add = [&](const SheetElement& of, const QRectF& box) { all += {of.id, of.label, box}; };
    if (!frameBox.isEmpty()) {
        const MapFrame::Corners corners = frame->corners(frameBox);
        add(sheetElement(QStringLiteral("north")), corners.north);
        add(sheetElement(QStringLiteral("scale")), corners.foot);
    }
    for (const Placed& part : placed)
        add(*part.element, part.box);
    return all;
}

QStringList SheetLayout::complaints() const
{
    QStringList all;
    const QRectF paper(QPointF(), sheet.settings.paperMm());
    for (const Placed& part : placed) {
        all += part.item->complaints(part.box);
        const double missing = part.item->minimalSize(part.box.width()).height() - part.box.height();
        if (missing > cover || !paper.adjusted(-cover, -cover, cover, cover).contains(part.box))
            all += QStringLiteral("“%1”放不下，会被截去，请换大一些的纸张或减少内容。")
                       .arg(part.element->label);
    }
    const QList<PlacedElement> boxes = elements();
    for (int i = 0; i < boxes.size(); ++i)
        for (int k = i + 1; k < boxes.size(); ++k) {
            const QRectF both = boxes[i].box & boxes[k].box;
            if (both.width() > cover && both.height() > cover)
                all += QStringLiteral("“%1”和“%2”重叠，请移开其中一个。").arg(boxes[i].label, boxes[k].label);
        }
    all.removeDuplicates();
    return all;
}

qsizetype SheetLayout::rowsThatFit(qsizetype first) const
{
    return wideTable(sheet.table, size, tableRoom.width()).rowsThatFit(tableRoom.height(), first);
}

} // namespace coop
