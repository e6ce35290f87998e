#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <functional>
#include <memory>

class GDALDataset;

namespace coop
{

/// What a KML holds, as a data set in memory with a layer for each folder that has placemarks: fields as
/// they are named in (Extended)Data and Schema, then Name and description where anybody filled them.
/// GDAL's own readers of KML turn Chinese names of fields into “______”, let an empty Name win, end where a
/// file breaks, and die of models. Links are not followed: `isReadAnyway` tells whether what one points to
/// (its href) lies in the same zip and is read for itself. Errors: fileUnreadable with the line, refused
/// beyond bounds or where there are only links to what is not read.
Result<std::unique_ptr<GDALDataset>> readKml(const QByteArray& bytes, const QString& shown,
    const std::function<bool(const QString& href)>& isReadAnyway = {});

/// Whether it has elements of 奥维互动地图 (OvStyle …), whatever its name is: its coordinates may be GCJ-02
/// without a word.
bool isOvitalKml(const QByteArray& bytes);

} // namespace coop
