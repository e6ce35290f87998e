#pragma once
#include "core/geo/coordinates/datum.h"

#include <memory>

class OGRCoordinateTransformation;

namespace coop
{

/// Moves every vertex of a geometry in degrees from a datum to CGCS2000, as GDAL takes transformations.
std::unique_ptr<OGRCoordinateTransformation> makeDatumShift(Datum from);

} // namespace coop
