#pragma once
#include <QJsonObject>
#include <QString>

namespace coop
{

struct MapLayer;

// What a map layer came to, for `layer` and `new`.

/// The contract's seven keys; a layer for orientation has its own ones besides.
QJsonObject layerJson(const MapLayer& layer);
/// With what found nothing to belong to.
QString layerText(const MapLayer& layer);

} // namespace coop
