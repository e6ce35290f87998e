#pragma once
#include <limits>
#include <vector>

namespace coop
{

/// A place on the earth in degrees, CGCS2000 (EPSG:4490) unless a function says otherwise.
struct LonLat {
    double lon = 0;
    double lat = 0;
    bool operator==(const LonLat&) const = default;
};

/// A place in a projection, in metres: x grows to the east, y to the north.
struct MapPoint {
    double x = 0;
    double y = 0;
    bool operator==(const MapPoint&) const = default;
};

/// A box in metres; empty until something is put in.
struct Bounds {
    double left = std::numeric_limits<double>::infinity();
    double bottom = std::numeric_limits<double>::infinity();
    double right = -std::numeric_limits<double>::infinity();
    double top = -std::numeric_limits<double>::infinity();

    bool isEmpty() const { return left > right || bottom > top; }
    double width() const { return isEmpty() ? 0 : right - left; }
    double height() const { return isEmpty() ? 0 : top - bottom; }
    MapPoint centre() const { return {(left + right) / 2, (bottom + top) / 2}; }
    bool contains(MapPoint p) const { return p.x >= left && p.x <= right && p.y >= bottom && p.y <= top; }
    bool contains(const Bounds& b) const
    {
        return b.left >= left && b.right <= right && b.bottom >= bottom && b.top <= top;
    }
    bool intersects(const Bounds& b) const
    {
        return left <= b.right && b.left <= right && bottom <= b.top && b.bottom <= top;
    }
    void add(MapPoint p);
    void add(const Bounds& other);
    Bounds grown(double metres) const;
    bool operator==(const Bounds&) const = default;
};

/// A closed line: the last point is followed by the first one, which is not repeated.
using Ring = std::vector<MapPoint>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes{};
};

/// The geometry of one area: any number of polygons, in metres.
struct Shape {
    std::vector<Polygon> parts{};

    bool isEmpty() const { return parts.empty(); }
    Bounds bounds() const;
    double area() const; ///< square metres, holes taken out
    MapPoint centroid() const;
    bool contains(MapPoint point) const;
    int vertexCount() const;
};

/// A point well inside the shape's largest part (the centre of the largest circle that fits): where a name
/// goes.
MapPoint labelPoint(const Shape& shape);

/// Several shapes as one, without the borders between them.
Shape dissolve(const std::vector<const Shape*>& shapes);

} // namespace coop
