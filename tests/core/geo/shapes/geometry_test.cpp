#include "core/geo/coordinates/projection.h"
#include "core/geo/shapes/edge_join.h"
#include "core/geo/shapes/geometry.h"
#include "core/geo/shapes/spatial_index.h"

#include <catch2/catch.hpp>
#include <random>

using namespace coop;

namespace
{
Shape box(double left, double bottom, double right, double top)
{
    return {{{{{left, bottom}, {right, bottom}, {right, top}, {left, top}}}}};
}
} // namespace

TEST_CASE("A hole is neither in the area nor in the shape")
{
    auto shape = box(0, 0, 10, 10);
    shape.parts[0].holes.push_back({{4, 4}, {4, 6}, {6, 6}, {6, 4}});
    CHECK(shape.area() == Approx(96));
    CHECK(shape.centroid().x == Approx(5));
    CHECK(shape.contains({1, 1}));
    CHECK_FALSE(shape.contains({5, 5}));
    CHECK_FALSE(shape.contains({11, 5}));
}

TEST_CASE("The label point of a U lies inside the U")
{
    const Shape u{{{{{0, 0}, {9, 0}, {9, 9}, {7, 9}, {7, 2}, {2, 2}, {2, 9}, {0, 9}}}}};
    CHECK_FALSE(u.contains(u.centroid()));
    CHECK(u.contains(labelPoint(u)));
}

TEST_CASE("Two squares that share an edge dissolve into one polygon")
{
    const auto a = box(0, 0, 1, 1);
    const auto b = box(1, 0, 2, 1);
    const auto both = dissolve({&a, &b});
    REQUIRE(both.parts.size() == 1);
    CHECK(both.parts[0].holes.empty());
    CHECK(both.area() == Approx(2));
}

TEST_CASE("The spatial index finds what a look at every box finds")
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> at(0, 1000), size(0, 60);
    const auto make = [&] {
        const double x = at(random), y = at(random);
        return Bounds{x, y, x + size(random), y + size(random)};
    };
    std::vector<Bounds> boxes;
    for (int i = 0; i < 500; ++i)
        boxes.push_back(make());
    const SpatialIndex index(boxes);
    for (int i = 0; i < 200; ++i) {
        const auto window = make();
        std::vector<int> expected;
        for (int k = 0; k < int(boxes.size()); ++k)
            if (boxes[size_t(k)].intersects(window))
                expected.push_back(k);
        CHECK(index.find(window) == expected);
    }
    CHECK(SpatialIndex().find({0, 0, 1, 1}).empty());
}

TEST_CASE("Shapes that share their borders vertex by vertex are joined to what a general union makes of them")
{
    // A grid of cells whose corners are pushed about; every cell has its borders' bends in common with its
    // neighbours. Any choice of cells: islands, holes, corners that touch.
    std::mt19937 random(11);
    std::uniform_real_distribution<double> push(-200, 200), unit(0, 6000);
    constexpr int size = 6;
    std::vector<std::vector<MapPoint>> corner(size + 1, std::vector<MapPoint>(size + 1));
    std::vector<std::vector<MapPoint>> right = corner, up = corner; // a bend in the middle of each edge
    for (int x = 0; x <= size; ++x)
        for (int y = 0; y <= size; ++y) {
            const double left = 1000 * x, low = 1000 * y;
            corner[x][y] = {left + push(random), low + push(random)};
            right[x][y] = {left + 500 + push(random) / 2, low + push(random) / 2};
            up[x][y] = {left + push(random) / 2, low + 500 + push(random) / 2};
        }
    int joinedOnes = 0;
    for (int round = 0; round < 200; ++round) {
        std::vector<Shape> cells;
        double area = 0;
        for (int x = 0; x < size; ++x)
            for (int y = 0; y < size; ++y)
                if (random() % 8 != 0) {
                    cells.push_back({{{{corner[x][y], right[x][y], corner[x + 1][y], up[x + 1][y],
                        corner[x + 1][y + 1], right[x][y + 1], corner[x][y + 1], up[x][y]}}}});
                    area += cells.back().area();
                }
        std::vector<const Shape*> chosen;
        for (const Shape& cell : cells)
            chosen.push_back(&cell);
        const auto joined = joinAlongEdges(chosen);
        const Shape whole = dissolve(chosen);
        CHECK(whole.area() == Approx(area));
        if (!joined)
            continue; // a corner at which rings would touch: the general union's work
        ++joinedOnes;
        CHECK(joined->area() == Approx(area));
        for (int i = 0; i < 40; ++i) {
            const MapPoint p{unit(random), unit(random)};
            const bool inside = std::any_of(
                cells.begin(), cells.end(), [p](const Shape& cell) { return cell.contains(p); });
            CHECK(joined->contains(p) == inside);
        }
    }
    CHECK(joinedOnes > 5);
}

TEST_CASE("Shapes whose borders do not meet vertex by vertex are left to the general union")
{
    const auto low = box(0, 0, 1, 1);
    const Shape beside{{{{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0.5}}}}}; // one vertex more on the border
    CHECK_FALSE(joinAlongEdges({&low, &beside}).has_value());
    CHECK(dissolve({&low, &beside}).area() == Approx(2));
    CHECK(dissolve({&low, &beside}).parts.size() == 1);
}
