#pragma once
#include "core/map/theme/area_theme.h"

#include <QPolygonF>

class QPainter;

namespace coop
{

/// How an area or a legend's box is filled.
struct AreaFill {
    QColor colour;
    Hatch hatch = Hatch::none;
    QColor hatchColour{};
};

/// The fill of a class or special mark; in black and white a grey with the class's hatch.
AreaFill fillFor(const AreaTheme& theme, int classIndex, bool blackAndWhite);

/// The words of the legend for a special mark: 未报, 无目标, 不适用.
QString specialLabel(int classIndex);

/// Hatches rings (painter units) with strokes of 0.12 mm.
void drawHatch(QPainter& painter, const QList<QPolygonF>& rings, const AreaFill& fill, double unitsPerMm);

} // namespace coop
