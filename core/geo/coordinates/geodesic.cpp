#include "core/geo/coordinates/geodesic.h"

#include <cmath>
#include <geodesic.h>

namespace coop
{

namespace
{
const geod_geodesic& ellipsoid()
{
    static const geod_geodesic made = [] {
        geod_geodesic g;
        geod_init(&g, 6378137.0, 1 / 298.257222101);
        return g;
    }();
    return made;
}
} // namespace

double geodesicLength(const std::vector<LonLat>& line)
{
    double total = 0;
    for (size_t i = 1; i < line.size(); ++i) {
        double metres = 0;
        geod_inverse(&ellipsoid(), line[i - 1].lat, line[i - 1].lon, line[i].lat, line[i].lon, &metres,
            nullptr, nullptr);
        total += metres;
    }
    return total;
}

double geodesicArea(const std::vector<LonLat>& ring)
{
    if (ring.size() < 3)
        return 0;
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const LonLat& p : ring)
        geod_polygon_addpoint(&ellipsoid(), &polygon, p.lat, p.lon);
    double area = 0;
    geod_polygon_compute(&ellipsoid(), &polygon, 0, 1, &area, nullptr);
    return std::abs(area);
}

} // namespace coop
