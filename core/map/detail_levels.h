#pragma once
#include "core/geo/shapes/geometry.h"

#include <QPointF>
#include <memory>
#include <vector>

namespace coop
{

/// A shape as it is drawn at one scale: vertices that fall into the same cell of a grid are one, rings that
/// shrink to nothing are left out. In metres about the levels' origin, so that floats would lose nothing.
struct CoarseShape {
    std::vector<QPointF> points{}; ///< all rings, one behind the other, not closed
    std::vector<int> ends{}; ///< where each ring ends in `points`

    bool isEmpty() const { return ends.empty(); }
};

/// Shapes in as many levels of detail as have been asked for. A level is kept while it is among the last few
/// used; only shapes that were wanted at it are worked out. Any thread may ask; the shapes must outlive it.
class DetailLevels
{
public:
    DetailLevels();
    explicit DetailLevels(std::vector<const Shape*> shapes);

    /// The shapes at `positions`, drawn where `metresPerCell` is the least length that is seen; the level is
    /// the next power of two below. Together with the level they stay valid while the holder lives.
    struct Level {
        double cell = 0; ///< metres, 0: as they are
        std::vector<CoarseShape> shapes{};
        std::vector<char> known{};
    };
    std::shared_ptr<const Level> at(double metresPerCell, const std::vector<int>& positions) const;

    const Bounds& boundsOf(int position) const;
    int count() const;

private:
    struct Data;
    std::shared_ptr<Data> d;
};

} // namespace coop
