#pragma once
#include "core/base/result.h"
#include "core/tabular/table_sheet.h"

#include <QHash>

namespace coop
{

/// All sheets of a table file by its ending: .xlsx, .xls and .ods through GDAL, anything else as CSV text in
/// UTF-8, UTF-16 or GB18030. Errors: fileUnreadable with what to do (no such file, a folder, not a table,
/// empty, protected by a password).
Result<QList<TableSheet>> readTable(const QString& path);

// One reader a kind of file.
Result<QList<TableSheet>> readWorkbook(const QString& path);
Result<QList<TableSheet>> readCsv(const QString& path);

/// Merged ranges of each sheet of an .xlsx by sheet name; empty when the file has none or is no .xlsx.
QHash<QString, QList<QRect>> mergedRanges(const QString& path);

} // namespace coop
