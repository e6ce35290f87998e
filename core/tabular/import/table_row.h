#pragma once
#include "core/domain/field_text.h"
#include "core/geo/coordinates/datum.h"
#include "core/tabular/import/heading_map.h"
#include "core/tabular/import/importer.h"

#include <optional>

namespace coop
{

/// What a table's row says: the fields that its cells fill, in the order of the columns.
struct TableRow {
    int row = 0; ///< as Excel counts
    QList<std::pair<int, FieldValue>> values; ///< field position → value; empty cells are left out
    QList<ImportProblem> problems;
    QStringList doubts; ///< what was taken and may be meant otherwise: “备注”里是日期 2024-07-26
};

/// Whether a row is empty, a 合计 or a note below the table.
bool isSkippedRow(const Worksheet& sheet, const HeadingMap& map, int row);

/// Reads the mapped cells of a row; coordinates come out in CGCS2000.
TableRow readRow(const Worksheet& sheet, const HeadingMap& map, const RegistrySpec& spec, int row,
    Datum datum, const ReferenceLookup& lookup);

/// A problem's sentence with its place: 第 12 行 … 。
QString atRow(int row, const QString& text);

} // namespace coop
