#pragma once
#include "core/geo/coordinates/crs_choices.h"
#include "core/geo/coordinates/projection.h"

#include "core/base/result.h"
#include <functional>
#include <memory>
#include <vector>

namespace coop
{

/// A picture of the map's ground; four bytes a pixel (red, green, blue, alpha), rows from the top.
struct RasterPicture {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> rgba{};
};

struct RasterInfo {
    QString format;
    QString crs; ///< "EPSG:4545" or a name; empty: the file does not say
    QString definition; ///< WKT
    FileExtent extent;
    int width = 0, height = 0;
    double low = 0, high = 0; ///< values that are shown black and white; the same: bytes as they are
};

/// A raster file on the ground: GeoTIFF, PNG or JPEG with a world file, MBTiles. A value that knows the file
/// and opens it anew for every picture, in a process of its own; any thread may read.
class RasterSource
{
public:
    /// `crs` empty: what the file says. Refuses what is no raster, lies nowhere (no world file), or has no
    /// CRS.
    static Result<std::shared_ptr<const RasterSource>> open(const QString& path, const QString& crs = {});

    const RasterInfo& about() const { return info; }
    Bounds bounds(const Projection& projection) const; ///< metres
    /// The part of the file inside `box` of the projection, warped to `width` × `height` pixels; transparent
    /// where the file has nothing. Empty when it was cancelled or could not be read.
    RasterPicture read(const Projection& projection, const Bounds& box, int width, int height,
        const std::function<bool()>& cancelled = {}) const;

private:
    RasterSource() = default;

    QString path;
    QString crs; ///< that the warp is told; empty: the file's
    RasterInfo info;
};

/// Reads the whole picture once, coarsely. Errors: fileUnreadable when some of it is missing.
Result<> checkRaster(const QString& path);

} // namespace coop
