#include "core/geo/shapes/crossings.h"

#include <algorithm>
#include <ogr_geometry.h>
#include <vector>

namespace coop
{

namespace
{
struct Edge {
    double left, right; ///< x
    double leftY, rightY;
    double bottom() const { return std::min(leftY, rightY); }
    double top() const { return std::max(leftY, rightY); }
};

void addRing(const OGRLineString& ring, std::vector<Edge>& edges)
{
    for (int i = 1; i < ring.getNumPoints(); ++i) {
        Edge edge{ring.getX(i - 1), ring.getX(i), ring.getY(i - 1), ring.getY(i)};
        if (edge.left == edge.right && edge.leftY == edge.rightY)
            continue;
        if (edge.left > edge.right) {
            std::swap(edge.left, edge.right);
            std::swap(edge.leftY, edge.rightY);
        }
        edges.push_back(edge);
    }
}

void addEdges(const OGRGeometry& geometry, std::vector<Edge>& edges)
{
    const auto kind = wkbFlatten(geometry.getGeometryType());
    if (kind == wkbPolygon || kind == wkbTriangle) {
        for (const OGRLinearRing* ring : *geometry.toPolygon())
            addRing(*ring, edges);
    } else if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            addEdges(*part, edges);
    }
}

double side(const Edge& edge, double x, double y)
{
    return (edge.right - edge.left) * (y - edge.leftY) - (edge.rightY - edge.leftY) * (x - edge.left);
}

bool shareAnEnd(const Edge& a, const Edge& b)
{
    const auto same = [](double x, double y, double u, double v) { return x == u && y == v; };
    return same(a.left, a.leftY, b.left, b.leftY) || same(a.left, a.leftY, b.right, b.rightY)
        || same(a.right, a.rightY, b.left, b.leftY) || same(a.right, a.rightY, b.right, b.rightY);
}

bool meet(const Edge& a, const Edge& b)
{
    if (a.top() < b.bottom() || b.top() < a.bottom())
        return false;
    const double one = side(a, b.left, b.leftY), two = side(a, b.right, b.rightY);
    const double three = side(b, a.left, a.leftY), four = side(b, a.right, a.rightY);
    if (shareAnEnd(a, b)) // neighbours in a ring, or a touch; only lying upon each other counts
        return one == 0 && two == 0;
    return one * two <= 0 && three * four <= 0;
}
} // namespace

qint64 crossingsOf(const OGRGeometry& polygons, qint64 most)
{
    constexpr qint64 mostComparisons = 400'000'000; // about a second
    std::vector<Edge> edges;
    addEdges(polygons, edges);
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.left < b.left; });
    // From left to right, with the edges that reach the place where the next one begins.
    std::vector<const Edge*> reaching;
    qint64 found = 0, compared = 0;
    for (const Edge& edge : edges) {
        size_t kept = 0;
        for (const Edge* other : reaching) {
            if (other->right < edge.left)
                continue;
            reaching[kept++] = other;
            found += meet(*other, edge) ? 1 : 0;
        }
        compared += qint64(reaching.size());
        reaching.resize(kept);
        if (found > most || compared > mostComparisons)
            return most + 1;
        reaching.push_back(&edge);
    }
    return found;
}

} // namespace coop
