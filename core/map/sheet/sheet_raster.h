#pragma once
#include "core/map/sheet/sheet.h"

#include <QImage>

namespace coop
{

/// A sheet as a picture; null when there is not the memory for it.
QImage sheetPicture(const Sheet& sheet, int dpi);

/// The picture as a GeoTIFF: opened in a GIS, its map lies in its place. Without a map, or in a projection
/// that has no number, a plain TIFF. Empty when it cannot be made.
QByteArray tiffOf(const Sheet& sheet, const QImage& picture, int dpi);

} // namespace coop
