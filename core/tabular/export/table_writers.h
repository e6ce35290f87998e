#pragma once
#include "core/base/result.h"

namespace coop
{

class ExportSource;
class Output;

// One writer a kind of file; each fills an output that is finished later.

/// The office's form. Errors: invalidValue (a text or a number of rows that Excel cannot hold),
/// fileUnwritable, cancelled.
Result<> writeXlsx(const ExportSource& source, Output& output);
/// UTF-8 with BOM. Errors: fileUnwritable, cancelled.
Result<> writeCsv(const ExportSource& source, Output& output);
/// By ending: .geojson and .kml in WGS84, .gpkg and .shp in CGCS2000. A row without a point has an empty
/// geometry. Errors: invalidValue (no point in this ledger, a text that a .dbf cannot hold), fileUnwritable,
/// cancelled.
Result<> writePoints(const ExportSource& source, Output& output);
/// The empty form with 填写说明. Errors: fileUnwritable.
Result<> writeTemplate(const ExportSource& source, Output& output);

} // namespace coop
