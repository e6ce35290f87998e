#include "core/geo/shapes/spatial_index.h"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

namespace coop
{

namespace
{
namespace bg = boost::geometry;
using Corner = bg::model::point<double, 2, bg::cs::cartesian>;
using Box = bg::model::box<Corner>;
using Entry = std::pair<Box, int>;

Box boxOf(const Bounds& b)
{
    return Box(Corner(b.left, b.bottom), Corner(b.right, b.top));
}
} // namespace

struct SpatialIndex::Tree {
    bg::index::rtree<Entry, bg::index::rstar<16>> boxes;
};

SpatialIndex::SpatialIndex() = default;

SpatialIndex::SpatialIndex(const std::vector<Bounds>& boxes)
{
    std::vector<Entry> entries;
    entries.reserve(boxes.size());
    for (size_t i = 0; i < boxes.size(); ++i)
        if (!boxes[i].isEmpty())
            entries.emplace_back(boxOf(boxes[i]), int(i));
    auto built = std::make_shared<Tree>();
    built->boxes = decltype(built->boxes)(entries.begin(), entries.end());
    tree = built;
}

std::vector<int> SpatialIndex::find(const Bounds& window) const
{
    std::vector<int> found;
    if (!tree || window.isEmpty())
        return found;
    for (auto it = tree->boxes.qbegin(bg::index::intersects(boxOf(window))); it != tree->boxes.qend(); ++it)
        found.push_back(it->second);
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace coop
