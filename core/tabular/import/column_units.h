#pragma once
#include "core/tabular/import/heading_map.h"

namespace coop
{

class ColumnClaims;

/// Sets by which power of ten each column of figures is larger than its field: by the unit in its heading,
/// else by what the lines above the headings, which begin in row `top`, and the notes below the data say.
/// Errors: invalidValue (a unit that cannot be converted, or not told which).
Result<> settleUnits(
    HeadingMap& map, int top, const ColumnClaims& claims, const Worksheet& sheet, const RegistrySpec& spec);

} // namespace coop
