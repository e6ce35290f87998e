#pragma once
#include "core/geo/datum.h"

#include <QString>
#include <optional>

class OGRSpatialReference;

namespace coop
{

/// GCJ-02 or BD-09, when a coordinate system is called so.
std::optional<Datum> datumNamedBy(const OGRSpatialReference& srs);

/// What has to be said about a layer that is placed by this coordinate system without a shift: it stands on
/// Xi'an 1980, Beijing 1954 or something that nobody knows, and how far off the layer then is. Empty for
/// CGCS2000, WGS 84 and what PROJ can really convert.
QString placeRemark(const OGRSpatialReference& srs);

} // namespace coop
