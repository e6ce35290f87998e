#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <memory>

class GDALDataset;

namespace coop
{

/// What a KML holds, as a data set in memory with a layer for each folder that has placemarks: fields as
/// they are named in (Extended)Data and Schema, then Name and description where anybody filled them.
/// GDAL's own readers of KML turn Chinese names of fields into “______”, let an empty Name win, end where a
/// file breaks, and die of models. Links to the network are not followed. Errors: fileUnreadable with the
/// line, refused beyond bounds.
Result<std::unique_ptr<GDALDataset>> readKml(const QByteArray& bytes, const QString& shown);

/// Whether 奥维互动地图 wrote it (its coordinates may be GCJ-02 without a word).
bool isOvitalKml(const QByteArray& bytes);

} // namespace coop
