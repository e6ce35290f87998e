#pragma once
#include "core/map/map_document.h"
#include "core/map/map_view.h"

namespace coop
{

/// Points of a layer that lie so near at a scale that one mark stands for them.
struct PointCluster {
    MapPoint at; ///< the middle of its points
    Bounds bounds;
    std::vector<int> points; ///< positions in the layer

    double sizeMm() const; ///< of the disc: grows slowly with the number
};

/// Those that reach into the view. The cells are fixed to the ground, so that dragging the map changes
/// nothing, and double with every second scale, so that zooming opens them.
std::vector<PointCluster> clustersOf(const MapDocument& document, const MapView& view, int layer);

} // namespace coop
