#pragma once
#include "core/geo/shapes/geometry.h"

namespace coop
{

/// Metres along the shortest way on the CGCS2000 ellipsoid (a = 6 378 137 m, 1/f = 298.257222101; GB 22021).
/// Karney's algorithm as PROJ has it: exact to nanometres (J. Geodesy 87, 43–55, 2013).
double geodesicLength(const std::vector<LonLat>& line);
/// Square metres inside a closed line of geodesics; the last point is followed by the first.
double geodesicArea(const std::vector<LonLat>& ring);

/// 一亩 is 10 000/15 m².
constexpr double squareMetresPerMu = 10000.0 / 15;

} // namespace coop
