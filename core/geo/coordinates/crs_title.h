#pragma once
#include <QString>

namespace coop
{

/// What a Chinese office calls a coordinate system, the number behind it: 西安80 经纬度（EPSG:4610）, 北京54
/// 3°带，第36带 （EPSG:2412）. `crs`: EPSG:4610 or a name; what is not known stays as it is.
QString crsTitle(const QString& crs);

} // namespace coop
