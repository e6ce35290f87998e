#pragma once
#include "core/geo/coordinates/datum.h"

#include <QString>
#include <optional>

class OGRSpatialReference;

namespace coop
{

/// Whether a layer says where on the earth it lies: it names a system, and not the local one of a drawing,
/// nor what a GeoPackage (srs_id 0 and -1) and others write where nobody knew it (Undefined geographic SRS).
bool saysPlace(const OGRSpatialReference* srs);

/// GCJ-02 or BD-09, when a coordinate system is called so.
std::optional<Datum> datumNamedBy(const OGRSpatialReference& srs);
std::optional<Datum> datumNamedBy(const QString& name);

/// GCJ-02 or BD-09, when a name, a title or a description says so: 高德经度, 火星坐标, 网点_BD09. Places that
/// happen to be called so (高德镇) do not count.
struct MeantDatum {
    Datum datum;
    QString word; ///< that says it: 高德
};
std::optional<MeantDatum> datumMeantBy(const QString& words);
/// The question about them: where it says so (a sentence's beginning), how far off it is, how to answer.
QString datumQuestion(const QString& where, Datum datum);

/// What has to be said about a layer that is placed by this coordinate system without a shift: it stands on
/// Xi'an 1980, Beijing 1954 or something that nobody knows, and how far off the layer then is. Empty for
/// CGCS2000, WGS 84 and what PROJ can really convert.
QString placeRemark(const OGRSpatialReference& srs);

/// The same where a file names a system that nobody knows.
QString unknownDatumRemark(const QString& name);

} // namespace coop
