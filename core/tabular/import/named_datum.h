#pragma once
#include "core/geo/coordinates/place_remark.h"
#include "core/tabular/import/import_preview.h"

namespace coop
{

/// GCJ-02 or BD-09, where a table with a longitude says so: in the headings of its point, in what stands
/// above or below, in a column about its coordinates, in the name of its sheet or file. Nothing for a
/// geographic file, which is asked for itself.
std::optional<MeantDatum> datumNamedIn(const ImportTable& table, const RegistrySpec& spec);

} // namespace coop
