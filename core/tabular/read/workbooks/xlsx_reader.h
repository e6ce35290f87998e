#pragma once
#include "core/base/result.h"
#include "core/tabular/read/workbooks/zip_package.h"
#include "core/tabular/read/worksheet.h"

namespace coop
{

/// All worksheets of an .xlsx, .xlsm or .xltx (ECMA-376, transitional or strict). Errors: the second half of
/// a sentence about the file.
Result<QList<Worksheet>> readXlsx(ZipPackage& package);

} // namespace coop
