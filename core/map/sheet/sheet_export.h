#pragma once
#include "core/base/result.h"
#include "core/map/sheet/sheet.h"

namespace coop
{

/// Writes a sheet by the file's ending: .pdf (vectors, the text can be searched), .png (`dpi`), .svg. The
/// same sheet gives the same bytes. Refuses a sheet with missing elements (ErrorKind::refused), another
/// ending (invalidValue), a folder that is not there or a file that cannot be written (fileUnwritable); no
/// half file stays.
Result<> exportSheet(const Sheet& sheet, const QString& path, int dpi = 300);

} // namespace coop
