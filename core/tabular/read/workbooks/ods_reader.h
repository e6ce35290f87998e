#pragma once
#include "core/base/result.h"
#include "core/tabular/read/workbooks/zip_package.h"
#include "core/tabular/read/worksheet.h"

namespace coop
{

/// All tables of an OpenDocument spreadsheet (ODF 1.3). Errors: the second half of a sentence about the file.
Result<QList<Worksheet>> readOds(ZipPackage& package);

} // namespace coop
