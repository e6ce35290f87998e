#pragma once
#include "core/geo/shapes/geometry.h"

#include <memory>

namespace coop
{

/// Which boxes lie in a window: an R-tree built once. Cheap to copy, any thread may ask.
class SpatialIndex
{
public:
    SpatialIndex();
    explicit SpatialIndex(const std::vector<Bounds>& boxes);

    /// Positions (in the list given) of boxes that touch the window, ascending.
    std::vector<int> find(const Bounds& window) const;

private:
    struct Tree;
    std::shared_ptr<const Tree> tree;
};

} // namespace coop
