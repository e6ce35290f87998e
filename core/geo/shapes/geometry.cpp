#include "core/geo/shapes/geometry.h"

#include <algorithm>
#include <cmath>

namespace coop
{

void Bounds::add(MapPoint p)
{
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    bottom = std::min(bottom, p.y);
    top = std::max(top, p.y);
}

void Bounds::add(const Bounds& other)
{
    left = std::min(left, other.left);
    right = std::max(right, other.right);
    bottom = std::min(bottom, other.bottom);
    top = std::max(top, other.top);
}

Bounds Bounds::grown(double metres) const
{
    return isEmpty() ? *this : Bounds{left - metres, bottom - metres, right + metres, top + metres};
}

namespace
{
/// Signed area and first moments of a ring about an origin near it: projected coordinates are large, and
/// their products would lose the centimetres.
struct Moments {
    double area = 0;
    double x = 0;
    double y = 0;

    void add(const Ring& ring, MapPoint origin, bool hole)
    {
        double a = 0, mx = 0, my = 0;
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const MapPoint p{ring[j].x - origin.x, ring[j].y - origin.y};
            const MapPoint q{ring[i].x - origin.x, ring[i].y - origin.y};
            const double cross = p.x * q.y - q.x * p.y;
            a += cross / 2;
            mx += (p.x + q.x) * cross / 6;
            my += (p.y + q.y) * cross / 6;
        }
        const double sign = (a < 0) != hole ? -1 : 1;
        area += sign * a;
        x += sign * mx;
        y += sign * my;
    }
};

Moments momentsOf(const Shape& shape, MapPoint origin)
{
    Moments sum;
    for (const Polygon& part : shape.parts) {
        sum.add(part.outer, origin, false);
        for (const Ring& hole : part.holes)
            sum.add(hole, origin, true);
    }
    return sum;
}

bool oddCrossings(const Ring& ring, MapPoint p)
{
    bool inside = false;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const MapPoint &a = ring[i], &b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}
} // namespace

Bounds Shape::bounds() const
{
    Bounds box;
    for (const Polygon& part : parts)
        for (const MapPoint& p : part.outer)
            box.add(p);
    return box;
}

double Shape::area() const
{
    return isEmpty() ? 0 : momentsOf(*this, bounds().centre()).area;
}

MapPoint Shape::centroid() const
{
    if (isEmpty())
        return {};
    const MapPoint origin = bounds().centre();
    const Moments sum = momentsOf(*this, origin);
    if (std::abs(sum.area) < 1e-9)
        return origin;
    return {origin.x + sum.x / sum.area, origin.y + sum.y / sum.area};
}

bool Shape::contains(MapPoint point) const
{
    for (const Polygon& part : parts)
        if (oddCrossings(part.outer, point))
            return std::none_of(part.holes.begin(), part.holes.end(),
                [&](const Ring& hole) { return oddCrossings(hole, point); });
    return false;
}

int Shape::vertexCount() const
{
    size_t count = 0;
    for (const Polygon& part : parts) {
        count += part.outer.size();
        for (const Ring& hole : part.holes)
            count += hole.size();
    }
    return int(count);
}

} // namespace coop
