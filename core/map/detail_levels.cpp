#include "core/map/detail_levels.h"

#include <cmath>
#include <list>
#include <mutex>

namespace coop
{

namespace
{
constexpr size_t levelsKept = 4;

void addRing(CoarseShape& out, const Ring& ring, double cell)
{
    const size_t start = out.points.size();
    if (cell <= 0) {
        for (const MapPoint& p : ring)
            out.points.emplace_back(p.x, p.y);
    } else {
        double lastX = HUGE_VAL, lastY = HUGE_VAL;
        for (const MapPoint& p : ring) {
            const double x = std::floor(p.x / cell), y = std::floor(p.y / cell);
            if (x == lastX && y == lastY)
                continue;
            lastX = x;
            lastY = y;
            out.points.emplace_back((x + 0.5) * cell, (y + 0.5) * cell);
        }
    }
    if (out.points.size() - start < 3)
        out.points.resize(start);
    else
        out.ends.push_back(int(out.points.size()));
}

CoarseShape coarse(const Shape& shape, const Bounds& box, double cell)
{
    // Where vertices already lie far apart there is nothing to win, and true places are better than cells.
    const bool sparse = shape.vertexCount() * cell * 4 < box.width() + box.height();
    CoarseShape out;
    for (const Polygon& part : shape.parts) {
        addRing(out, part.outer, sparse ? 0 : cell);
        for (const Ring& hole : part.holes)
            addRing(out, hole, sparse ? 0 : cell);
    }
    out.points.shrink_to_fit();
    return out;
}
} // namespace

struct DetailLevels::Data {
    std::vector<const Shape*> shapes;
    std::vector<Bounds> bounds;
    std::mutex mutex;
    std::list<std::shared_ptr<Level>> levels; ///< the last used first
};

DetailLevels::DetailLevels()
    : d(std::make_shared<Data>())
{
}

DetailLevels::DetailLevels(std::vector<const Shape*> shapes)
    : d(std::make_shared<Data>())
{
    d->bounds.reserve(shapes.size());
    for (const Shape* shape : shapes)
        d->bounds.push_back(shape->bounds());
    d->shapes = std::move(shapes);
}

std::shared_ptr<const DetailLevels::Level> DetailLevels::at(
    double metresPerCell, const std::vector<int>& positions) const
{
    const double cell = metresPerCell > 0 ? std::exp2(std::floor(std::log2(metresPerCell))) : 0;
    const std::lock_guard lock(d->mutex);
    std::shared_ptr<Level> level;
    for (auto it = d->levels.begin(); it != d->levels.end(); ++it)
        if ((*it)->cell == cell) {
            level = *it;
            d->levels.erase(it);
            break;
        }
    if (!level) {
        level = std::make_shared<Level>();
        level->cell = cell;
        level->shapes.resize(d->shapes.size());
        level->known.resize(d->shapes.size());
    }
    // Somebody may be drawing from this level: shapes that are known are never touched again.
    for (const int i : positions)
        if (!level->known[size_t(i)]) {
            level->shapes[size_t(i)] = coarse(*d->shapes[size_t(i)], d->bounds[size_t(i)], cell);
            level->known[size_t(i)] = 1;
        }
    d->levels.push_front(level);
    if (d->levels.size() > levelsKept)
        d->levels.pop_back();
    return level;
}

const Bounds& DetailLevels::boundsOf(int position) const
{
    return d->bounds[size_t(position)];
}

int DetailLevels::count() const
{
    return int(d->shapes.size());
}

} // namespace coop
