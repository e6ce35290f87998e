#pragma once
#include "core/base/result.h"
#include "core/map/sheet/sheet.h"

#include <functional>

namespace coop
{

/// Told how many pages of how many are done; false stops with ErrorKind::cancelled.
using PageProgress = std::function<bool(int done, int pages)>;

/// Writes sheets by the file's ending: .pdf (one file; vectors, the text can be searched, the maps know their
/// place), .png, .tif (GeoTIFF) with `dpi`, .svg: a file a page, “图-02.png” and so on where there are
/// several. Comes back with the files. The same sheets give the same bytes. Refuses sheets with missing
/// elements (ErrorKind::refused), another ending (invalidValue), a folder that is not there or a file that
/// cannot be written (fileUnwritable); no file stays then.
Result<QStringList> exportSheets(
    const QList<Sheet>& sheets, const QString& path, int dpi = 300, const PageProgress& progress = {});

} // namespace coop
