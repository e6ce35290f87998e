#pragma once
#include "core/base/result.h"

namespace coop
{

/// Whether a picture (GeoTIFF, PNG, JPEG, MBTiles) is there to its end: half a file opens like a whole one
/// and draws nothing. Looks at the structure of all of it and at the pixels as far as that is soon done.
/// Errors: fileUnreadable.
Result<> isWholePicture(const QString& path);

} // namespace coop
