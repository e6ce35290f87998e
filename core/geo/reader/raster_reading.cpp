#include "core/geo/gdal_session.h"
#include "core/geo/reader/reader_process.h"

#include <QFileInfo>
#include <cmath>
#include <ogr_spatialref.h>

namespace coop
{

namespace
{
constexpr int largestPicture = 8192;

QString definitionOf(const Projection& projection)
{
    return QStringLiteral("EPSG:%1").arg(projection.epsg());
}
} // namespace

Result<std::shared_ptr<const RasterSource>> RasterSource::open(const QString& path, const QString& crs)
{
    const auto info = reader::rasterInfo(path, crs);
    COOP_TRY(info);
    if (crs.isEmpty() && info->crs.isEmpty())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”没有写明坐标系，请指定，例如 EPSG:4490（经纬度）或 EPSG:4545（米）。")
                .arg(QFileInfo(path).fileName()));
    auto made = std::shared_ptr<RasterSource>(new RasterSource);
    made->path = QFileInfo(path).absoluteFilePath();
    made->crs = crs;
    made->info = *info;
    return made;
}

Bounds RasterSource::bounds(const Projection& projection) const
{
    const GdalSession session;
    OGRSpatialReference source, target;
    const QString from = crs.isEmpty() ? info.definition : crs;
    if (source.SetFromUserInput(
            from.toUtf8().constData(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get())
        != OGRERR_NONE)
        return {};
    target.SetFromUserInput(definitionOf(projection).toUtf8().constData());
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(
        OGRCreateCoordinateTransformation(&source, &target));
    Bounds box;
    double left = 0, bottom = 0, right = 0, top = 0;
    const FileExtent& e = info.extent;
    if (way && way->TransformBounds(e.minX, e.minY, e.maxX, e.maxY, &left, &bottom, &right, &top, 21)
        && std::isfinite(left + bottom + right + top))
        box = {left, bottom, right, top};
    return box;
}

RasterPicture RasterSource::read(const Projection& projection, const Bounds& box, int width, int height,
    const std::function<bool()>& cancelled) const
{
    if (box.isEmpty() || width < 1 || height < 1 || width > largestPicture || height > largestPicture)
        return {};
    if (cancelled && cancelled())
        return {};
    return reader::rasterPicture(
        {path, crs, definitionOf(projection), box, width, height, info.low, info.high}, cancelled)
        .value_or(RasterPicture{});
}

} // namespace coop
