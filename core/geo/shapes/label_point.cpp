// The centre of the largest circle inside a polygon, by halving cells (the “polylabel” way).
#include "core/geo/shapes/geometry.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace coop
{

namespace
{
double squaredDistance(MapPoint p, MapPoint a, MapPoint b)
{
    double x = a.x, y = a.y;
    const double dx = b.x - a.x, dy = b.y - a.y;
    if (dx != 0 || dy != 0) {
        const double t = std::clamp(((p.x - x) * dx + (p.y - y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        x += dx * t;
        y += dy * t;
    }
    return (p.x - x) * (p.x - x) + (p.y - y) * (p.y - y);
}

double ringDistance(MapPoint p, const Ring& ring, double nearest)
{
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        nearest = std::min(nearest, squaredDistance(p, ring[j], ring[i]));
    return nearest;
}

/// Distance to the border, negative outside.
double depth(MapPoint p, const Shape& shape)
{
    const Polygon& polygon = shape.parts.front();
    double nearest = ringDistance(p, polygon.outer, std::numeric_limits<double>::infinity());
    for (const Ring& hole : polygon.holes)
        nearest = ringDistance(p, hole, nearest);
    return shape.contains(p) ? std::sqrt(nearest) : -std::sqrt(nearest);
}

/// Every nth vertex: a label's place needs no more, and outlines can have many thousands.
Ring thinned(const Ring& ring)
{
    const size_t step = ring.size() / 250 + 1;
    if (step == 1)
        return ring;
    Ring out;
    for (size_t i = 0; i < ring.size(); i += step)
        out.push_back(ring[i]);
    return out;
}

struct Cell {
    MapPoint centre;
    double half;
    double depth;
    double best() const { return depth + half * std::sqrt(2.0); }
    bool operator<(const Cell& other) const { return best() < other.best(); }
};
} // namespace

MapPoint labelPoint(const Shape& shape)
{
    const Polygon* largest = nullptr;
    double size = -1;
    for (const Polygon& part : shape.parts)
        if (const double area = shape.parts.size() == 1 ? 0 : Shape{{part}}.area(); area > size) {
            size = area;
            largest = &part;
        }
    if (largest == nullptr)
        return {};
    Polygon polygon{thinned(largest->outer)};
    for (const Ring& hole : largest->holes)
        polygon.holes.push_back(thinned(hole));

    const Shape whole{{std::move(polygon)}};
    const Bounds box = whole.bounds();
    const double side = std::min(box.width(), box.height());
    const MapPoint middle = whole.centroid();
    Cell best{middle, 0, depth(middle, whole)};
    if (side <= 0)
        return middle;
    const double precision = side / 60;
    std::priority_queue<Cell> cells;
    const auto add = [&](MapPoint centre, double half) {
        const Cell cell{centre, half, depth(centre, whole)};
        if (cell.depth > best.depth)
            best = cell;
        if (cell.best() > best.depth + precision)
            cells.push(cell);
    };
    const int columns = int(std::ceil(box.width() / side));
    const int rows = int(std::ceil(box.height() / side));
    for (int i = 0; i < columns; ++i)
        for (int k = 0; k < rows; ++k)
            add({box.left + (i + 0.5) * side, box.bottom + (k + 0.5) * side}, side / 2);
    while (!cells.empty()) {
        const Cell cell = cells.top();
        cells.pop();
        if (cell.best() <= best.depth + precision)
            break;
        const double half = cell.half / 2;
        for (const double dx : {-half, half})
            for (const double dy : {-half, half})
                add({cell.centre.x + dx, cell.centre.y + dy}, half);
    }
    return best.centre;
}

} // namespace coop
