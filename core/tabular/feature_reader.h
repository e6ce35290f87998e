#pragma once
#include "core/base/result.h"
#include "core/geo/coordinates/datum.h"
#include "core/tabular/read/worksheet.h"

namespace coop
{

struct RegistrySpec;

/// Whether a file's ending says that it holds places: .shp .gpkg .geojson .json .kml .kmz .ovkml .tab .mif
/// .gpx .fgb .zip.
bool isFeatureFile(const QString& path);

/// Layers of points as sheets: 经度, 纬度 (CGCS2000 degrees), 原始坐标 where the file has another coordinate
/// system, then a column for each attribute, its name as the heading. Errors: fileUnreadable; refused for a
/// registry without a point, for lines and areas, for points without a coordinate system. `datum`: what
/// somebody said the degrees are; converting them is left to whoever reads the columns.
Result<QList<Worksheet>> readFeatures(
    const QString& path, const RegistrySpec& spec, Datum datum = Datum::cgcs2000);

} // namespace coop
