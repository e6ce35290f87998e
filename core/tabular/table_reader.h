#pragma once
#include "core/base/result.h"
#include "core/tabular/table_sheet.h"

#include <optional>

namespace coop
{

/// All sheets of a table file, told apart by what is in it and not by its name: .xlsx, .xls and .ods through
/// GDAL, text as CSV in UTF-8, UTF-16 or GB18030. Errors: fileUnreadable with what to do (no such file, a
/// folder, not a table, empty, protected by a password).
Result<QList<TableSheet>> readTable(const QString& path);

/// The sheets of a workbook with their merges; nothing when GDAL cannot read it.
std::optional<QList<TableSheet>> readWorkbook(const QString& path);

} // namespace coop
