#include "core/map/sheet/elements/legend.h"

#include "core/map/labels/label_wishes.h"
#include "core/map/painting/reference_painter.h"
#include "core/map/symbols/symbol.h"
#include "core/map/theme/area_style.h"

#include <QPainter>
#include <algorithm>

namespace coop
{

namespace
{
constexpr double sampleWidth = 9, gap = 2.2;
}

Legend::Legend(const MapDocument& document, double sizeFactor, bool blackAndWhite)
    : size(sizeFactor)
    , title{FontRole::labelBold, 11 * size, sheetInk}
    , text{FontRole::label, 8.5 * size, sheetInk}
    , row(6.1 * size)
{
    const AreaTheme& theme = document.content().theme;
    heading = theme.title;
    if (!theme.unit.isEmpty())
        heading += QStringLiteral("（%1）").arg(theme.unit);
    addAreas(document, blackAndWhite);
    addPoints(document, blackAndWhite);
    addLines(document, blackAndWhite);
}

void Legend::addAreas(const MapDocument& document, bool blackAndWhite)
{
    const AreaTheme theme = document.content().theme;
    const auto add = [&](int classIndex, const QString& label) {
        const AreaFill fill = fillFor(theme, classIndex, blackAndWhite);
        areas.append(
            {label, [fill, opacity = document.content().areaOpacity](QPainter& painter, const QRectF& box) {
                 painter.setOpacity(opacity); // as it looks on the map
                 painter.fillRect(box, fill.colour);
                 drawHatch(painter, {QPolygonF(box)}, fill, 1);
                 painter.setOpacity(1);
                 painter.setPen(QPen(QColor(0x6C, 0x6A, 0x66), 0.15));
                 painter.setBrush(Qt::NoBrush);
                 painter.drawRect(box);
             }});
    };
    for (int i = 0; i < theme.classes.size(); ++i)
        add(i, theme.classes[i].label);
    for (const int special : {AreaMark::unreported, AreaMark::noTarget, AreaMark::notApplicable})
        if (theme.uses(special))
            add(special, specialLabel(special));
}

void Legend::addPoints(const MapDocument& document, bool blackAndWhite)
{
    const auto add = [&](const QString& symbol, double mm, QColor colour, const QString& label) {
        const QColor ink = blackAndWhite ? QColor(0x20, 0x20, 0x20) : colour;
        const double symbolSize = std::min(mm * 1.2, row * 0.8);
        const QPointF down
            = symbol == QStringLiteral("federation") ? QPointF(-0.3, 0.45) * symbolSize : QPointF();
        rest.append({label, [=](QPainter& painter, const QRectF& box) {
                         drawSymbol(painter, symbol, box.center() + down, symbolSize, ink, 1);
                     }});
    };
    const MapContent& content = document.content();
    if (std::any_of(content.groups.begin(), content.groups.end(),
            [](const MapGroup& g) { return g.seat.has_value(); }))
        add(QStringLiteral("federation"), seatSymbolMm, QColor(0xB3, 0x26, 0x1E),
            QStringLiteral("农合联驻地"));
    for (const PointLayer& layer : content.points)
        if (layer.visible)
            add(layer.symbol, layer.sizeMm, layer.colour, layer.title);
}

void Legend::addLines(const MapDocument& document, bool blackAndWhite)
{
    const auto add = [&](QColor colour, double mm, const QString& label) {
        rest.append({label, [=](QPainter& painter, const QRectF& box) {
                         painter.setPen(QPen(colour, mm, Qt::SolidLine, Qt::FlatCap));
                         painter.drawLine(
                             QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
                     }});
    };
    const MapContent& content = document.content();
    for (const ReferenceLayer& layer : content.references)
        if (layer.visible && layer.problem.isEmpty())
            rest.append({layer.name, [=](QPainter& painter, const QRectF& box) {
                             drawReferenceSample(painter, box, layer, blackAndWhite, 1);
                         }});
    add(blackAndWhite ? QColor(Qt::black) : QColor(0x8E, 0x2B, 0x2B), 0.65, QStringLiteral("区县界"));
    if (!content.groups.isEmpty())
        add(blackAndWhite ? QColor(0x30, 0x30, 0x30) : QColor(0x2F, 0x45, 0x5C), 0.45,
            QStringLiteral("片区界"));
    if (!content.areas.isEmpty())
        add(QColor(0x8C, 0x8A, 0x84), 0.15, QStringLiteral("镇街界"));
}

int Legend::columns(double width) const
{
    double widest = 0;
    for (const QList<Entry>* list : {&areas, &rest})
        for (const Entry& entry : *list)
            widest = std::max(widest, textWidthMm(entry.text, text));
    return widest + (sampleWidth + gap + 3) * size <= width / 2 ? 2 : 1;
}

QStringList Legend::headingLines(double width) const
{
    if (areas.isEmpty() || heading.isEmpty())
        return {};
    TextStyle bold = text;
    bold.role = FontRole::labelBold;
    return brokenLines(heading, bold, width);
}

QSizeF Legend::minimalSize(double width) const
{
    const auto count = columns(width) == 2 ? std::max(areas.size(), rest.size()) : areas.size() + rest.size();
    const double top = title.lineMm() * 1.25 + double(headingLines(width).size()) * text.lineMm() * 1.05;
    return {width, top + double(count) * row};
}

QStringList Legend::complaints(const QRectF& box) const
{
    QStringList all;
    if (text.points < leastPoints)
        all += QStringLiteral("图例的项目太多，字会小得看不清，请减少图层或换 A3 纸。");
    const double room = box.width() / columns(box.width()) - (sampleWidth + gap) * size;
    for (const QList<Entry>* list : {&areas, &rest})
        for (const Entry& entry : *list)
            if (textWidthMm(entry.text, text) > room)
                all += QStringLiteral("图例里的“%1”太长，会被截去，请改短图层的名称。").arg(entry.text);
    return all;
}

void Legend::draw(QPainter& painter, const QRectF& box) const
{
    drawText(painter, QRectF(box.left(), box.top(), box.width(), title.lineMm()),
        Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("图　例"), title, 1);
    double top = box.top() + title.lineMm() * 1.25;
    TextStyle bold = text;
    bold.role = FontRole::labelBold;
    for (const QString& line : headingLines(box.width())) {
        drawText(painter, QRectF(box.left(), top, box.width(), text.lineMm()),
            Qt::AlignLeft | Qt::AlignVCenter, line, bold, 1);
        top += text.lineMm() * 1.05;
    }
    const auto column = [&](const QList<Entry>& entries, double x, double y) {
        for (const Entry& entry : entries) {
            entry.sample(painter, QRectF(x, y + row * 0.13, sampleWidth * size, row * 0.74));
            drawText(painter, QRectF(x + (sampleWidth + gap) * size, y, box.width(), row),
                Qt::AlignLeft | Qt::AlignVCenter, entry.text, text, 1);
            y += row;
        }
        return y;
    };
    const double after = column(areas, box.left(), top);
    if (areas.isEmpty() || columns(box.width()) == 1)
        column(rest, box.left(), after);
    else
        column(rest, box.left() + box.width() / 2, top);
}

} // namespace coop
