#pragma once
#include "core/map/labels/fonts.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QStringList>

class QPainter;

namespace coop
{

constexpr double mmPerPoint = 25.4 / 72.0;

/// How letters look; sizes are physical, in points.
struct TextStyle {
    FontRole role = FontRole::text;
    double points = 9;
    QColor colour{0x23, 0x29, 0x2F};
    QColor halo{}; ///< invalid: none
    double haloMm = 0.45;

    double lineMm() const { return points * mmPerPoint * 1.32; } ///< from one line to the next
};

double textWidthMm(const QString& text, const TextStyle& style);

/// Lines that fit a width, broken between Chinese characters and between Latin words; no line begins with
/// 、，。.
QStringList brokenLines(const QString& text, const TextStyle& style, double widthMm);

/// One line, in painter units that are `unitsPerMm` to the millimetre; `box` is aligned in as told.
void drawText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text,
    const TextStyle& style, double unitsPerMm);

} // namespace coop
