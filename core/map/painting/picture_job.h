#pragma once
#include "core/map/painting/map_renderer.h"

class QImage;

namespace coop
{

/// Detail of pictures for a screen: half a pixel at 96 dpi.
constexpr double screenDetailMm = 0.132;

/// Draws a view into a picture of its size with all of the machine's processors: each draws a band, then the
/// names come over the whole. `image` is ARGB32_Premultiplied; its top left is the view's. False when it was
/// stopped.
bool drawPicture(QImage& image, const MapDocument& document, const MapView& view, const MapStyle& style,
    const std::function<bool()>& cancelled = {});

} // namespace coop
