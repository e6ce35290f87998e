#pragma once
#include "core/base/result.h"
#include "core/geo/layers/readings.h"

namespace coop
{

/// Foreign files are read in a process of their own, which may die, hang or eat memory without taking the
/// program along: the program starts itself again with a hidden argument (reader_program.h), hands over a
/// request on standard input and takes back frames from standard output. Programs that do not answer to the
/// argument (fuzz targets, benches) read in their own process.
namespace reader
{
/// Whether files are read in processes of their own; set by serveReader in programs that can be started as
/// one.
void setApart(bool on);

Result<RasterInfo> rasterInfo(const QString& path, const QString& crs);
Result<RasterPicture> rasterPicture(const RasterRequest& request, const std::function<bool()>& cancelled);
} // namespace reader

} // namespace coop
