#pragma once
#include "core/map/painting/map_renderer.h"

namespace coop
{

/// A picture in the making, as its parts hand it to each other.
struct PictureParts {
    QPainter& painter;
    const MapDocument& document;
    const MapView& view;
    const MapStyle& style;
};

/// Draws the points of a layer that lie in the view. Where thousands would fall onto each other, one of each
/// half millimetre is drawn. False when it was stopped.
bool drawPointLayer(const PictureParts& picture, int layer, const std::function<bool()>& stopped);

} // namespace coop
