#pragma once
#include "core/base/result.h"
#include "core/geo/shapes/geometry.h"

namespace coop
{

/// What a coordinate was measured or published in. WGS84 and CGCS2000 differ by less than a metre and are
/// taken as the same; GCJ-02 is AMap's and Tencent's, BD-09 Baidu's.
enum class Datum { cgcs2000, wgs84, gcj02, bd09 };

/// Reads wgs84, cgcs2000, gcj02, bd09 (also GCJ-02 …); refuses the rest with ErrorKind::invalidValue.
Result<Datum> parseDatum(const QString& text);

QString datumTitle(Datum datum); ///< CGCS2000, WGS84, GCJ-02, BD-09

/// To CGCS2000, within a millimetre of what `fromCgcs2000` would shift. Outside China nothing is shifted.
LonLat toCgcs2000(LonLat point, Datum from);
LonLat fromCgcs2000(LonLat point, Datum to);

} // namespace coop
