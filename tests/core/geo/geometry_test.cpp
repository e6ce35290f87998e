#include "core/geo/geometry.h"
#include "core/geo/projection.h"
#include "core/geo/spatial_index.h"

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
