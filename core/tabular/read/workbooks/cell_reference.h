#pragma once
#include "core/tabular/read/merged_cells.h"

#include <optional>
#include <string_view>

namespace coop
{

/// B12, b12, $B$12 → row 11, column 1; parts that are missing are -1. Nothing when it is no reference; what
/// lies beyond every sheet (FXSHRXW1, A2000000000) comes as the first row or column behind the last.
struct CellReference {
    int row = -1;
    int column = -1;
    static std::optional<CellReference> of(std::string_view text);
};

/// A1:C3 and A1, the corners in any order.
std::optional<MergedRange> rangeOf(std::string_view text);

} // namespace coop
