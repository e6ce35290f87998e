#include "core/geo/shapes/edge_join.h"

#include "core/geo/gdal_session.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <ogr_geometry.h>
#include <unordered_map>

namespace coop
{

namespace
{
struct PointHash {
    size_t operator()(const MapPoint& p) const
    {
        const auto x = std::bit_cast<quint64>(p.x), y = std::bit_cast<quint64>(p.y);
        quint64 h = x * 0x9E3779B97F4A7C15ULL ^ (y + 0x7F4A7C15ULL + (x << 6) + (x >> 2));
        h ^= h >> 32;
        return size_t(h * 0xD6E8FEB86659FD93ULL);
    }
};

double signedArea(const Ring& ring)
{
    double sum = 0;
    const MapPoint o = ring.front();
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += (ring[j].x - o.x) * (ring[i].y - o.y) - (ring[i].x - o.x) * (ring[j].y - o.y);
    return sum / 2;
}

/// The edges of many rings, the inside always on the left; two that run against each other are none.
class Edges
{
public:
    void add(const Ring& ring, bool hole)
    {
        const bool turn = (signedArea(ring) < 0) != hole;
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            if (const int a = number(ring[j]), b = number(ring[i]); a != b)
                edges.push_back(turn ? std::pair(b, a) : std::pair(a, b));
    }

    /// Next vertex of each that is left, in the order in which they came; nothing when a vertex has two.
    std::optional<std::vector<int>> border()
    {
        std::vector<std::pair<quint64, bool>>
            keys; // both ends, and whether it runs from the higher to the lower
        keys.reserve(edges.size());
        for (const auto& [a, b] : edges)
            keys.emplace_back(quint64(std::min(a, b)) << 32 | quint64(std::max(a, b)), a > b);
        std::sort(keys.begin(), keys.end());
        std::vector<int> next(points.size(), -1);
        for (size_t i = 0; i < keys.size();) {
            size_t end = i;
            while (end < keys.size() && keys[end].first == keys[i].first)
                ++end;
            if (end - i > 2 || (end - i == 2 && keys[i].second == keys[i + 1].second))
                return std::nullopt; // areas overlap
            if (end - i == 1) {
                const int low = int(keys[i].first >> 32), high = int(keys[i].first & 0xFFFFFFFF);
                const int from = keys[i].second ? high : low;
                if (next[size_t(from)] >= 0)
                    return std::nullopt; // two rings meet in a point
                next[size_t(from)] = keys[i].second ? low : high;
            }
            i = end;
        }
        return next;
    }

    const std::vector<MapPoint>& places() const { return points; }

private:
    int number(const MapPoint& p)
    {
        const auto [it, fresh] = numbers.try_emplace(p, int(points.size()));
        if (fresh)
            points.push_back(p);
        return it->second;
    }

    std::unordered_map<MapPoint, int, PointHash> numbers;
    std::vector<MapPoint> points;
    std::vector<std::pair<int, int>> edges;
};

bool isSound(const Ring& ring)
{
    double length = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        length += std::hypot(ring[i].x - ring[j].x, ring[i].y - ring[j].y);
    if (ring.size() < 3 || std::abs(signedArea(ring)) < length)
        return false; // a sliver: the neighbours' borders differ
    OGRPolygon polygon;
    auto* line = new OGRLinearRing;
    line->setNumPoints(int(ring.size()));
    for (size_t i = 0; i < ring.size(); ++i)
        line->setPoint(int(i), ring[i].x, ring[i].y);
    line->closeRings();
    polygon.addRingDirectly(line);
    return polygon.IsValid();
}
} // namespace

std::optional<Shape> joinAlongEdges(const std::vector<const Shape*>& shapes)
{
    const GdalSession session;
    Edges edges;
    for (const Shape* shape : shapes)
        for (const Polygon& part : shape->parts) {
            edges.add(part.outer, false);
            for (const Ring& hole : part.holes)
                edges.add(hole, true);
        }
    auto next = edges.border();
    if (!next)
        return std::nullopt;
    Shape whole;
    std::vector<Ring> holes;
    for (size_t start = 0; start < next->size(); ++start) {
        if ((*next)[start] < 0)
            continue;
        Ring ring;
        for (int at = int(start); at >= 0;) {
            ring.push_back(edges.places()[size_t(at)]);
            at = std::exchange((*next)[size_t(at)], -1);
            if (at == int(start))
                break;
        }
        if (!isSound(ring))
            return std::nullopt;
        if (signedArea(ring) > 0)
            whole.parts.push_back({std::move(ring)});
        else
            holes.push_back(std::move(ring));
    }
    for (Ring& hole : holes) {
        // A hole lies in the smallest part around it.
        Polygon* around = nullptr;
        double least = 0;
        for (Polygon& part : whole.parts)
            if (const double size = signedArea(part.outer);
                Shape{{Polygon{part.outer}}}.contains(hole.front()) && (around == nullptr || size < least)) {
                around = &part;
                least = size;
            }
        if (around == nullptr)
            return std::nullopt;
        around->holes.push_back(std::move(hole));
    }
    return whole;
}

} // namespace coop
