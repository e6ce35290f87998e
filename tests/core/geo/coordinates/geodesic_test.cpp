#include "core/geo/coordinates/geodesic.h"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("lengths on the ellipsoid agree with published ones")
{
    // JFK to LHR, the worked example of GeographicLib's geodesic documentation: 5 551 759.400 m on WGS84,
    // whose flattening differs from CGCS2000's by 1e-11.
    const double metres = geodesicLength({{-73.8, 40.6}, {-0.5, 51.6}});
    CHECK(metres == Approx(5551759.400).epsilon(1e-9));
    CHECK(geodesicLength({{107, 29}}) == 0);
    CHECK(geodesicLength({{107, 29}, {107.1, 29}, {107, 29}})
        == Approx(2 * geodesicLength({{107, 29}, {107.1, 29}})));
    // One degree of meridian at the equator and at the pole of the GRS80 ellipsoid (quarter meridian 10 001
    // 965.729 m).
    CHECK(geodesicLength({{0, 0}, {0, 90}}) == Approx(10001965.7293).epsilon(1e-9));
}

TEST_CASE("areas on the ellipsoid agree with the earth's whole surface and with small squares")
{
    // An octant is an eighth of 510 065 621 724 089 m² (GRS80).
    CHECK(geodesicArea({{0, 0}, {90, 0}, {0, 90}}) == Approx(510065621724089.0 / 8).epsilon(1e-9));
    const double side = 0.001;
    const double width = geodesicLength({{107, 29.0005}, {107 + side, 29.0005}});
    const double height = geodesicLength({{107, 29}, {107, 29 + side}});
    CHECK(geodesicArea({{107, 29}, {107 + side, 29}, {107 + side, 29 + side}, {107, 29 + side}})
        == Approx(width * height).epsilon(1e-6));
    CHECK(geodesicArea({{107, 29}, {107.1, 29}}) == 0);
    CHECK(15 * squareMetresPerMu == Approx(10000));
}
