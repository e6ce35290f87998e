#pragma once
#include "core/base/result.h"
#include "core/tabular/read/worksheet.h"

namespace coop
{

/// All sheets of a table file that hold something, told apart by what is in it and not by its name: .xlsx,
/// .ods, old .xls, text as CSV. Errors: fileUnreadable with what to do (no such file, a folder, something
/// else than a table, empty, protected by a password, broken and where, more than the computer's memory).
Result<QList<Worksheet>> readTable(const QString& path);

} // namespace coop
