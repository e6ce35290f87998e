#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>

namespace coop
{

/// One feature of a map layer, as it is read from any file and as the workspace keeps it.
struct LayerFeature {
    QByteArray wkb{}; ///< ISO WKB, EPSG:4490, longitude first
    QString code{};
    QString name{};
    qint64 township = 0; ///< row id of the township that it was joined to, 0 when none
    QStringList values{}; ///< every attribute as text, in the order of the layer's fields
};

} // namespace coop
