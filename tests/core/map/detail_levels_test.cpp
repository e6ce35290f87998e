#include "core/map/detail_levels.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <thread>

using namespace coop;

namespace
{
Shape star(MapPoint centre, double radius, int corners)
{
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double turn = 2 * M_PI * i / corners;
        const double r = radius * (1 + 0.1 * std::sin(17 * turn));
        ring.push_back({centre.x + r * std::cos(turn), centre.y + r * std::sin(turn)});
    }
    return {{{ring}}};
}
} // namespace

TEST_CASE("A level keeps every border within its cell and has far fewer vertices")
{
    const Shape shape = star({500000, 3200000}, 10000, 20000);
    const DetailLevels levels({&shape});
    const auto fine = levels.at(0, {0});
    const auto coarse = levels.at(100, {0});
    REQUIRE(coarse->cell > 0);
    CHECK(coarse->cell <= 100);
    CHECK(coarse->cell > 50);
    REQUIRE_FALSE(coarse->shapes[0].isEmpty());
    CHECK(fine->shapes[0].points.size() == 20000);
    CHECK(coarse->shapes[0].points.size() < 3000);
    // No vertex of the shape is farther from the coarse border than the diagonal of a cell.
    const auto& line = coarse->shapes[0].points;
    double worst = 0;
    for (size_t i = 0; i < fine->shapes[0].points.size(); i += 37) {
        const QPointF p = fine->shapes[0].points[i];
        double nearest = 1e9;
        for (size_t k = 0; k < line.size(); ++k) {
            const QPointF a = line[k], along = line[(k + 1) % line.size()] - a;
            const double length = QPointF::dotProduct(along, along);
            const double t
                = length > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / length, 0.0, 1.0) : 0;
            const QPointF away = p - (a + t * along);
            nearest = std::min(nearest, std::hypot(away.x(), away.y()));
        }
        worst = std::max(worst, nearest);
    }
    CHECK(worst <= coarse->cell * std::sqrt(2.0));
}

TEST_CASE("What shrinks to nothing is left out, what was not asked for is not worked out")
{
    const Shape large = star({0, 0}, 10000, 500), tiny = star({30000, 0}, 1, 50);
    const DetailLevels levels({&large, &tiny});
    const auto first = levels.at(1000, {1});
    CHECK(first->known[1]);
    CHECK(first->shapes[1].isEmpty());
    CHECK_FALSE(first->known[0]);
    const auto second = levels.at(1000, {0, 1});
    CHECK(second->known[0]);
    CHECK_FALSE(second->shapes[0].isEmpty());
    CHECK(levels.boundsOf(0).contains(MapPoint{0, 0}));
}

TEST_CASE("Many threads may ask for levels at once")
{
    std::vector<Shape> shapes;
    for (int i = 0; i < 200; ++i)
        shapes.push_back(star({i * 1000.0, 0}, 500, 400));
    std::vector<const Shape*> pointers;
    std::vector<int> all;
    for (int i = 0; i < 200; ++i) {
        pointers.push_back(&shapes[i]);
        all.push_back(i);
    }
    const DetailLevels levels(pointers);
    std::vector<size_t> counts(8, 0);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&, t] {
                for (const double cell : {1.0, 4.0, 16.0, 64.0, 2.0, 8.0}) {
                    const auto level = levels.at(cell, all);
                    for (const CoarseShape& shape : level->shapes)
                        counts[t] += shape.points.size();
                }
            });
    }
    for (const size_t count : counts)
        CHECK(count == counts[0]);
}
