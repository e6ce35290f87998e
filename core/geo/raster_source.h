#pragma once
#include "core/geo/crs_choices.h"
#include "core/geo/projection.h"

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

/// A raster file on the ground: GeoTIFF, PNG or JPEG with a world file, MBTiles. Any thread may read; one at
/// a time does.
class RasterSource
{
public:
    /// `crs` empty: what the file says. Refuses what is no raster, lies nowhere (no world file), or has no
    /// CRS.
    static Result<std::shared_ptr<const RasterSource>> open(const QString& path, const QString& crs = {});
    ~RasterSource();

    Bounds bounds(const Projection& projection) const; ///< metres
    /// The part of the file inside `box` of the projection, warped to `width` × `height` pixels; transparent
    /// where the file has nothing. Empty when it was cancelled or could not be read.
    RasterPicture read(const Projection& projection, const Bounds& box, int width, int height,
        const std::function<bool()>& cancelled = {}) const;

private:
    struct Private;
    explicit RasterSource(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

struct RasterInfo {
    QString format;
    QString crs; ///< "EPSG:4545" or a name; empty: the file does not say
    QString definition; ///< WKT
    FileExtent extent;
    int width = 0, height = 0;
};

/// Errors as RasterSource::open, but a file without CRS is no error.
Result<RasterInfo> rasterInfo(const QString& path);

} // namespace coop
