#pragma once
#include "core/base/text/district_name.h"
#include "core/geo/layers/vector_layer.h"

#include <QtGlobal>

namespace coop
{

/// A township (or whatever areas stand for) to which features are joined.
struct NamedPlace {
    qint64 id = 0;
    QString code;
    QString name;
};

struct PlaceJoin {
    QList<qint64> placeOf{}; ///< for each feature the place's id, 0 when none fits
    QList<int> unmatchedFeatures{}; ///< positions of features without a place
    QList<qint64> unmatchedPlaces{}; ///< ids of places without a feature
    int joinedPlaces() const { return total - int(unmatchedPlaces.size()); }
    int total = 0; ///< how many places there were
};

/// By code (also of 12 digits for 9), then by name, then by the name without its kind (云岭 is 云岭镇, unless
/// two places share it), then likewise without the district's name in front (重庆市某某区甲镇). Two
/// features of one place are parts of it: both join.
PlaceJoin joinToPlaces(
    const QList<LayerFeature>& features, const QList<NamedPlace>& places, const DistrictName& district = {});

} // namespace coop
