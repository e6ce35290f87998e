#pragma once
#include "core/base/result.h"
#include "core/tabular/read/worksheet.h"

namespace coop
{

/// A text table (.csv, .txt, .tsv) of any size: UTF-8, UTF-16 and UTF-32 with or without a mark, GB18030,
/// Big5. Errors: the second half of a sentence about the file; what is no table but a web page, XML or the
/// like is said.
Result<Worksheet> readCsv(const QString& path);

} // namespace coop
