#pragma once
#include "core/map/map_document.h"

#include <QIcon>

namespace coop
{

/// A point layer's symbol as it stands on the map, for legend and check boxes.
QIcon symbolIcon(const PointLayer& layer);

/// A swatch of a theme's class or special mark (AreaMark::Special), as the map fills areas.
void paintSwatch(QPainter& painter, const QRectF& rect, const AreaTheme& theme, int classIndex);

} // namespace coop
