#include "core/map/sheet/sheet_layout.h"

#include "core/map/sheet/elements/imprint.h"
#include "core/map/sheet/elements/legend.h"
#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/elements/table_block.h"
#include "core/map/sheet/elements/text_block.h"
#include "core/map/sheet/elements/title_block.h"
#include "core/map/sheet/elements/wide_table.h"

#include <QPainter>
#include <algorithm>

namespace coop
{

namespace
{
constexpr double gapMm = 6;
constexpr double leastFactor = 0.45; ///< panel letters are never smaller than this share of their size
constexpr double cover = 0.3; ///< mm by which boxes may meet

QString labelOf(const QString& id)
{
    static const QHash<QString, QString> labels{{QStringLiteral("title"), QStringLiteral("图名")},
        {QStringLiteral("legend"), QStringLiteral("图例")}, {QStringLiteral("table"), QStringLiteral("表格")},
        {QStringLiteral("words"), QStringLiteral("口径和说明")},
        {QStringLiteral("imprint"), QStringLiteral("图廓注记")},
        {QStringLiteral("north"), QStringLiteral("指北针")},
        {QStringLiteral("scale"), QStringLiteral("比例尺")}};
    return labels.value(id);
}
} // namespace

SheetLayout::SheetLayout(const Sheet& s)
    : sheet(s)
    , size(s.settings.paper == PaperSize::A3 ? 1.0 : 0.78)
    , frame(std::make_unique<MapFrame>(s, size))
{
    const QSizeF paper = s.settings.paperMm();
    const double margin = 12 * size;
    QRectF room(margin, margin * 0.8, paper.width() - 2 * margin, paper.height() - margin * 1.6);

    auto title = std::make_unique<TitleBlock>(s.settings, size);
    const double titleHeight = title->minimalSize(room.width()).height();
    placed.push_back({QStringLiteral("title"), std::move(title),
        QRectF(room.left(), room.top(), room.width(), titleHeight)});
    room.setTop(room.top() + titleHeight + 1.5 * size);

    auto imprint = std::make_unique<Imprint>(s, size);
    const double imprintHeight = imprint->minimalSize(room.width()).height();
    placed.push_back({QStringLiteral("imprint"), std::move(imprint),
        QRectF(room.left(), room.bottom() - imprintHeight, room.width(), imprintHeight)});
    room.setBottom(room.bottom() - imprintHeight - 2 * size);

    if (s.tableOnly)
        placeTable(room);
    else if (s.settings.orientation == PaperOrientation::landscape)
        placeLandscape(room);
    else
        placePortrait(room);
    moveParts();
}

SheetLayout::~SheetLayout() = default;

SheetLayout::Panel SheetLayout::panelItems(double factor) const
{
    const SheetSettings& s = sheet.settings;
    const AreaTheme& theme = sheet.map.content().theme;
    QList<TextBlock::Paragraph> words;
    QStringList basis = theme.basis;
    for (const QString& line : s.basis)
        if (!basis.contains(line))
            basis.append(line);
    words.append({QStringLiteral("口径"), basis});
    words.append({QStringLiteral("未报单位"),
        {s.unreported.isEmpty() ? QStringLiteral("无") : s.unreported.join(QStringLiteral("、"))}});
    if (!s.notes.isEmpty())
        words.append({QStringLiteral("说明"), s.notes});

    Panel items;
    if (!sheet.tableOnly) {
        items.push_back(
            {QStringLiteral("legend"), std::make_unique<Legend>(sheet.map, factor, s.blackAndWhite)});
        items.push_back({QStringLiteral("table"), std::make_unique<TableBlock>(sheet.table, factor)});
    }
    items.push_back({QStringLiteral("words"),
        std::make_unique<TextBlock>(words, TextStyle{FontRole::text, 9 * factor, sheetInk})});
    return items;
}

double SheetLayout::stackHeight(const Panel& items, double width) const
{
    double height = 0;
    for (const Part& part : items)
        if (const double own = part.item->minimalSize(width).height(); own > 0)
            height += own + (height > 0 ? gapMm * size : 0);
    return height;
}

void SheetLayout::stack(Panel items, const QRectF& column)
{
    const double spare = std::max(0.0, column.height() - stackHeight(items, column.width()));
    double y = column.top();
    for (auto& [id, item] : items) {
        const bool last = &item == &items.back().item;
        double height = item->minimalSize(column.width()).height();
        if (height <= 0)
            continue;
        if (id == QStringLiteral("table"))
            height += std::min(spare, height * 0.35); // a table reads better with some air
        else if (last && items.size() > 1)
            y = column.bottom() - height; // words stand at the foot
        placed.push_back({id, std::move(item), QRectF(column.left(), y, column.width(), height)});
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
    while (factor > leastFactor && stackHeight(panelItems(factor), width) > column.height())
        factor *= 0.97;
    stack(panelItems(factor), column);
}

void SheetLayout::placePortrait(const QRectF& room)
{
    // Two columns under the map: legend and words at the left, the table at the right.
    const double gap = 6 * size;
    const double leftWidth = sheet.table.isEmpty() ? room.width() : (room.width() - gap) * 0.47;
    const double rightWidth = room.width() - gap - leftWidth;
    const double most = room.height() * 0.42;
    double factor = size * 1.15;
    const auto columns = [&](double f) {
        Panel left = panelItems(f), right;
        right.push_back(std::move(left[1]));
        left.erase(left.begin() + 1);
        return std::pair(std::move(left), std::move(right));
    };
    const auto needed = [&](double f) {
        const auto [left, right] = columns(f);
        return std::max(stackHeight(left, leftWidth), stackHeight(right, std::max(rightWidth, 1.0)));
    };
    while (factor > leastFactor && needed(factor) > most)
        factor *= 0.97;
    const double height = std::min(needed(factor), most);
    frameBox = QRectF(room.left(), room.top(), room.width(), room.height() - height - 4 * size);
    auto [left, right] = columns(factor);
    const double top = room.bottom() - height;
    stack(std::move(left), QRectF(room.left(), top, leftWidth, height));
    if (!sheet.table.isEmpty())
        stack(std::move(right), QRectF(room.right() - rightWidth, top, rightWidth, height));
}

void SheetLayout::placeTable(const QRectF& room)
{
    Panel words = panelItems(size);
    const double height = stackHeight(words, room.width());
    stack(std::move(words), QRectF(room.left(), room.bottom() - height, room.width(), height));
    tableRoom = room.adjusted(0, 0, 0, -height - gapMm * size);
    placed.push_back({QStringLiteral("table"), std::make_unique<WideTable>(sheet.table, size), tableRoom});
}

void SheetLayout::moveParts()
{
    const QRectF paper(QPointF(), sheet.settings.paperMm());
    for (Placed& part : placed) {
        const auto put = sheet.settings.places.constFind(part.id);
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

QList<SheetElement> SheetLayout::elements() const
{
    QList<SheetElement> all;
    const auto add = [&](const QString& id, const QRectF& box) { all += SheetElement{id, labelOf(id), box}; };
    if (!frameBox.isEmpty()) {
        const MapFrame::Corners corners = frame->corners(frameBox);
        add(QStringLiteral("north"), corners.north);
        add(QStringLiteral("scale"), corners.foot);
    }
    for (const Placed& part : placed)
        add(part.id, part.box);
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
            all += QStringLiteral("“%1”放不下，会被截去，请换大一些的纸张或减少内容。").arg(labelOf(part.id));
    }
    const QList<SheetElement> boxes = elements();
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
    return WideTable(sheet.table, size).rowsThatFit(tableRoom.width(), tableRoom.height(), first);
}

} // namespace coop
