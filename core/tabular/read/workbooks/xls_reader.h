#pragma once
#include "core/base/result.h"
#include "core/tabular/read/worksheet.h"

namespace coop
{

/// All worksheets of the stream of an old workbook (.xls, .et, .xlt; BIFF5 to BIFF8). Formulas count with the
/// results that stand in the file. Errors: the second half of a sentence about the file.
Result<QList<Worksheet>> readXls(const QByteArray& stream);

} // namespace coop
