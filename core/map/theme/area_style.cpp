#include "core/map/theme/area_style.h"

#include <QPainter>

namespace coop
{

AreaFill fillFor(const AreaTheme& theme, int classIndex, bool blackAndWhite)
{
    const QColor grey(0x8A, 0x8F, 0x98);
    switch (classIndex) {
    case AreaMark::unreported:
        return {Qt::white, Hatch::diagonal, grey};
    case AreaMark::noTarget:
        return {QColor(0xE9, 0xEB, 0xED), Hatch::none, grey};
    case AreaMark::notApplicable:
        return {Qt::white, Hatch::none, grey};
    default:
        break;
    }
    if (classIndex < 0 || classIndex >= theme.classes.size())
        return {blackAndWhite ? QColor(Qt::white) : QColor(0xFB, 0xF8, 0xEE), Hatch::none, grey};
    const ThemeClass& its = theme.classes[classIndex];
    if (!blackAndWhite)
        return {its.fill, Hatch::none, grey};
    if (theme.categorical)
        return {Qt::white, its.hatch, QColor(0x60, 0x60, 0x60)};
    // The tone carries the class, the hatch makes sure of it after a third photocopy.
    const int tone = 255 - (255 - qGray(its.fill.rgb())) * 3 / 4;
    return {QColor(tone, tone, tone), its.hatch, QColor(0x50, 0x50, 0x50)};
}

QString specialLabel(int classIndex)
{
    switch (classIndex) {
    case AreaMark::unreported:
        return QStringLiteral("未报");
    case AreaMark::noTarget:
        return QStringLiteral("无目标");
    case AreaMark::notApplicable:
        return QStringLiteral("不适用");
    default:
        return {};
    }
}

void drawHatch(QPainter& painter, const QList<QPolygonF>& rings, const AreaFill& fill, double unitsPerMm)
{
    if (fill.hatch == Hatch::none)
        return;
    const bool dots = fill.hatch == Hatch::dots;
    QPen pen(fill.hatchColour, (dots ? 0.4 : 0.13) * unitsPerMm);
    pen.setCapStyle(dots ? Qt::RoundCap : Qt::FlatCap);
    painter.setPen(pen);
    const QList<QLineF> lines = hatchLines(rings, fill.hatch, 1.6 * unitsPerMm);
    if (!dots) {
        painter.drawLines(lines);
        return;
    }
    QList<QPointF> points;
    points.reserve(lines.size());
    for (const QLineF& line : lines)
        points.append(line.p1());
    painter.drawPoints(points.constData(), int(points.size()));
}

} // namespace coop
