#pragma once
#include <QHash>
#include <QSet>
#include <QStringList>
#include <memory>
#include <ogr_geometry.h>
#include <vector>

class OGRLayer;

namespace coop
{

struct KmlPlacemark {
    std::unique_ptr<OGRGeometry> geometry;
    QHash<QString, QString> values;
    QHash<QString, QString> builtIn;
};

/// Placemarks that stand together, and become a layer.
struct KmlFolder {
    QString name;
    QString path; ///< with the folders around it, where a name stands twice
    QString words{}; ///< its description
    const KmlFolder* around = nullptr; ///< while both are read
    std::vector<KmlPlacemark> placemarks;
    QStringList fields; ///< in the order in which they first come
    QSet<QString> known;
};

/// Fields that every placemark may have beside those of its own.
const QStringList& kmlBuiltInFields();

/// Fields and features of a layer; the folder is empty afterwards. Built-in fields that anybody filled come
/// last, or into an own field of the same name where that is empty.
void addFeatures(OGRLayer& layer, KmlFolder& folder);

} // namespace coop
