#include "core/geo/raster_source.h"

#include "core/geo/gdal_session.h"
#include "core/geo/geometry_reader.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gdalwarper.h>
#include <mutex>

namespace coop
{

namespace
{
constexpr int largestSide = 200'000; ///< pixels; beyond, a header is likelier broken than a file that large
constexpr int largestPicture = 8192;

struct Closer {
    void operator()(GDALDataset* data) const { GDALClose(data); }
};
using Dataset = std::unique_ptr<GDALDataset, Closer>;

/// No compression makes a picture a few thousand times smaller: a header that says so is broken, and reading
/// on would fill hours with nothing. Tiles may well be missing from an MBTiles.
bool claimsTooMuch(GDALDataset& data, const QString& path)
{
    constexpr double mostCompressed = 3000, always = 16e6;
    if (EQUAL(data.GetDriverName(), "MBTiles"))
        return false;
    const double bytes = double(data.GetRasterXSize()) * data.GetRasterYSize() * data.GetRasterCount()
        * GDALGetDataTypeSizeBytes(data.GetRasterBand(1)->GetRasterDataType());
    return bytes > always && bytes > mostCompressed * double(QFileInfo(path).size());
}

Result<Dataset> openRaster(const QString& path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (!QFileInfo(path).isFile())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("找不到图层文件“%1”，请核对路径和文件名。").arg(shown));
    static const char* const drivers[] = {"GTiff", "PNG", "JPEG", "MBTiles", nullptr};
    Dataset data(GDALDataset::Open(QFileInfo(path).absoluteFilePath().toUtf8().constData(),
        GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!data || data->GetRasterCount() == 0)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”不是能读取的影像，或者文件已损坏。请用 GeoTIFF、带坐标文件的 PNG 或 "
                           "JPEG、MBTiles。")
                .arg(shown));
    if (data->GetRasterXSize() > largestSide || data->GetRasterYSize() > largestSide)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”太大（%2×%3 像素），请先在原软件里裁剪到本地区。")
                .arg(shown)
                .arg(data->GetRasterXSize())
                .arg(data->GetRasterYSize()));
    if (claimsTooMuch(*data, path))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”比它写明的大小（%2×%3 像素）短得多，文件多半不完整，请重新复制或导出。")
                .arg(shown)
                .arg(data->GetRasterXSize())
                .arg(data->GetRasterYSize()));
    double place[6];
    if (data->GetGeoTransform(place) != CE_None)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”没有写明位置。PNG、JPEG 要有同名的坐标文件（.pgw、.jgw）放在一起。")
                .arg(shown));
    return data;
}

FileExtent extentOf(GDALDataset& data)
{
    double g[6];
    data.GetGeoTransform(g);
    const double w = data.GetRasterXSize(), h = data.GetRasterYSize();
    const auto [minX, maxX]
        = std::minmax({g[0], g[0] + w * g[1], g[0] + h * g[2], g[0] + w * g[1] + h * g[2]});
    const auto [minY, maxY]
        = std::minmax({g[3], g[3] + w * g[4], g[3] + h * g[5], g[3] + w * g[4] + h * g[5]});
    return {minX, minY, maxX, maxY};
}

QString wktOf(const OGRSpatialReference& srs)
{
    char* text = nullptr;
    srs.exportToWkt(&text);
    QString wkt = QString::fromUtf8(text);
    CPLFree(text);
    return wkt;
}

QString definitionOf(const Projection& projection)
{
    return projection.isCylindrical()
        ? QStringLiteral("+proj=eqc +lat_ts=%1 +lon_0=%2 +R=6378137 +units=m +no_defs")
              .arg(projection.standardParallel())
              .arg(projection.centralMeridian())
        : QStringLiteral("EPSG:%1").arg(projection.epsg());
}

int asked(double, const char*, void* stop)
{
    const auto& cancelled = *static_cast<const std::function<bool()>*>(stop);
    return cancelled && cancelled() ? FALSE : TRUE;
}

/// Bytes of a band of any kind and number as red, green, blue, alpha.
Dataset asColours(GDALDataset& data)
{
    GDALRasterBand& first = *data.GetRasterBand(1);
    CPLStringList options;
    options.AddString("-of");
    options.AddString("VRT");
    if (first.GetColorTable() != nullptr) {
        options.AddString("-expand");
        options.AddString("rgba");
    } else if (first.GetRasterDataType() != GDT_Byte) {
        // Heights and 16-bit pictures: from the least to the greatest value of a sample.
        options.AddString("-ot");
        options.AddString("Byte");
        double range[2] = {0, 255};
        if (first.ComputeRasterMinMax(TRUE, range) != CE_None || range[0] >= range[1])
            range[1] = range[0] + 1;
        options.AddString("-scale");
        options.AddString(QByteArray::number(range[0], 'g', 17).constData());
        options.AddString(QByteArray::number(range[1], 'g', 17).constData());
    } else {
        return nullptr;
    }
    GDALTranslateOptions* how = GDALTranslateOptionsNew(options.List(), nullptr);
    Dataset made(static_cast<GDALDataset*>(GDALTranslate("", &data, how, nullptr)));
    GDALTranslateOptionsFree(how);
    return made;
}
} // namespace

struct RasterSource::Private {
    Dataset file; ///< what `data` reads from, when that is another
    Dataset data;
    QString crs; ///< that the warp is told; empty: the file's
    FileExtent extent;
    std::mutex mutex;
};

RasterSource::RasterSource(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

RasterSource::~RasterSource()
{
    d->data.reset(); // before the file that it reads
}

Result<RasterInfo> rasterInfo(const QString& path)
{
    const GdalSession session;
    const auto data = openRaster(path);
    if (!data)
        return fail(data.error());
    RasterInfo info;
    info.format = QString::fromUtf8((*data)->GetDriverName());
    info.extent = extentOf(**data);
    info.width = (*data)->GetRasterXSize();
    info.height = (*data)->GetRasterYSize();
    if (const OGRSpatialReference* srs = (*data)->GetSpatialRef(); srs != nullptr && !srs->IsLocal()) {
        info.crs = crsName(*srs);
        info.definition = wktOf(*srs);
    }
    return info;
}

Result<std::shared_ptr<const RasterSource>> RasterSource::open(const QString& path, const QString& crs)
{
    const GdalSession session;
    auto data = openRaster(path);
    if (!data)
        return fail(data.error());
    auto made = std::make_unique<Private>();
    const OGRSpatialReference* own = (*data)->GetSpatialRef();
    if (crs.isEmpty() && (own == nullptr || own->IsLocal()))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”没有写明坐标系，请指定，例如 EPSG:4490（经纬度）或 EPSG:4545（米）。")
                .arg(QFileInfo(path).fileName()));
    OGRSpatialReference given;
    if (!crs.isEmpty() && given.SetFromUserInput(crs.toUtf8().constData()) != OGRERR_NONE)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("不认识坐标系“%1”，请填 EPSG 编号，例如 EPSG:4490 或 EPSG:4545。").arg(crs));
    made->crs = crs;
    made->extent = extentOf(**data);
    if (Dataset colours = asColours(**data)) {
        made->file = std::move(*data);
        made->data = std::move(colours);
    } else {
        made->data = std::move(*data);
    }
    return std::shared_ptr<const RasterSource>(new RasterSource(std::move(made)));
}

Bounds RasterSource::bounds(const Projection& projection) const
{
    const std::lock_guard lock(d->mutex);
    const GdalSession session;
    OGRSpatialReference source, target;
    if (d->crs.isEmpty())
        source = *d->data->GetSpatialRef();
    else
        source.SetFromUserInput(d->crs.toUtf8().constData());
    target.SetFromUserInput(definitionOf(projection).toUtf8().constData());
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(
        OGRCreateCoordinateTransformation(&source, &target));
    Bounds box;
    double left = 0, bottom = 0, right = 0, top = 0;
    const FileExtent& e = d->extent;
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
    const std::lock_guard lock(d->mutex);
    if (cancelled && cancelled())
        return {};
    const GdalSession session;
    CPLStringList options;
    const auto add = [&](const QString& option) { options.AddString(option.toUtf8().constData()); };
    for (const char* each : {"-of", "MEM", "-dstalpha", "-r", "bilinear", "-t_srs"})
        options.AddString(each);
    add(definitionOf(projection));
    if (!d->crs.isEmpty()) {
        add(QStringLiteral("-s_srs"));
        add(d->crs);
    }
    add(QStringLiteral("-te"));
    for (const double side : {box.left, box.bottom, box.right, box.top})
        add(QString::number(side, 'f', 4));
    add(QStringLiteral("-ts"));
    add(QString::number(width));
    add(QString::number(height));
    GDALWarpAppOptions* how = GDALWarpAppOptionsNew(options.List(), nullptr);
    GDALWarpAppOptionsSetProgress(how, asked, const_cast<std::function<bool()>*>(&cancelled));
    GDALDatasetH source = d->data.get();
    int problem = 0;
    const Dataset warped(static_cast<GDALDataset*>(GDALWarp("", nullptr, 1, &source, how, &problem)));
    GDALWarpAppOptionsFree(how);
    if (!warped || (cancelled && cancelled()))
        return {};
    RasterPicture picture{width, height, std::vector<unsigned char>(size_t(width) * size_t(height) * 4, 0)};
    const int bands = warped->GetRasterCount(); // the last one is alpha
    const bool grey = bands < 4;
    for (int i = 0; i < 4; ++i) {
        const int band = i == 3 ? bands : grey ? 1 : i + 1;
        if (warped->GetRasterBand(band)->RasterIO(GF_Read, 0, 0, width, height, picture.rgba.data() + i,
                width, height, GDT_Byte, 4, GSpacing(width) * 4, nullptr)
            != CE_None)
            return {};
    }
    return picture;
}

} // namespace coop
