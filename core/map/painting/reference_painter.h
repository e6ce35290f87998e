#pragma once
#include "core/map/painting/point_painter.h"

namespace coop
{

/// Draws the features or the picture of a layer that lie in the view. False when it was stopped.
bool drawReference(
    const PictureParts& picture, const ReferenceLayer& layer, const std::function<bool()>& stopped);

/// How the layer looks, for a legend; `box` in painter units.
void drawReferenceSample(
    QPainter& painter, const QRectF& box, const ReferenceLayer& layer, bool blackAndWhite, double unitsPerMm);

} // namespace coop
