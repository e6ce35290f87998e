#include "core/geo/layers/raster_source.h"

#include "core/base/files/input_file.h"
#include "core/geo/coordinates/place_remark.h"
#include "core/geo/gdal_session.h"
#include "core/geo/layers/geometry_reader.h"
#include "core/geo/layers/readings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gdalwarper.h>
#include <limits>

namespace coop
{

namespace
{
constexpr int largestSide = 200'000; ///< pixels; beyond, a header is likelier broken than a file that large

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

/// The bytes that have to be unpacked to show the whole picture: of the smallest overview that is large
/// enough, else of all.
double bytesToUnpack(GDALDataset& data)
{
    constexpr int enough = 1024; ///< pixels
    double pixels = double(data.GetRasterXSize()) * data.GetRasterYSize();
    GDALRasterBand& band = *data.GetRasterBand(1);
    for (int i = 0; i < band.GetOverviewCount(); ++i)
        if (GDALRasterBand* smaller = band.GetOverview(i);
            smaller != nullptr && std::max(smaller->GetXSize(), smaller->GetYSize()) >= enough)
            pixels = std::min(pixels, double(smaller->GetXSize()) * smaller->GetYSize());
    return pixels * data.GetRasterCount() * GDALGetDataTypeSizeBytes(band.GetRasterDataType());
}

/// The picture and its world file: what else lies beside it (.aux.xml, .ovr) can name other files.
CPLStringList besides(const QFileInfo& file)
{
    static const QStringList endings{QStringLiteral("tfw"), QStringLiteral("tifw"), QStringLiteral("pgw"),
        QStringLiteral("pngw"), QStringLiteral("jgw"), QStringLiteral("jpgw"), QStringLiteral("wld")};
    CPLStringList names;
    names.AddString(file.fileName().toUtf8().constData());
    for (const QFileInfo& each :
        file.dir().entryInfoList({file.completeBaseName() + QStringLiteral(".*")}, QDir::Files))
        if (endings.contains(each.suffix().toLower()))
            names.AddString(each.fileName().toUtf8().constData());
    return names;
}

Result<Dataset> openRaster(const QString& path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (!QFileInfo(path).isFile())
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("找不到图层文件“%1”，请核对路径和文件名。").arg(shown));
    static const char* const drivers[] = {"GTiff", "PNG", "JPEG", "MBTiles", nullptr};
    Dataset data(GDALDataset::Open(QFileInfo(path).absoluteFilePath().toUtf8().constData(),
        GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, besides(QFileInfo(path)).List()));
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
    // Every drawing of the map unpacks it anew.
    constexpr double mostToUnpack = 200e6;
    if (bytesToUnpack(*data) > mostToUnpack)
        return fail(ErrorKind::refused,
            QStringLiteral(
                "“%1”有 %2×%3 "
                "像素，又没有金字塔（概视图），每画一次图都要读很久。请在原软件里裁剪到本地区、降低分辨率，"
                "或者存成带内部金字塔的 GeoTIFF 再加入。")
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

/// Whether an SQLite file, as an MBTiles is one, has all the pages that its head says.
bool allPagesInside(const QString& path)
{
    QFile file(path);
    constexpr qint64 headSize = 100;
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(headSize);
    if (head.size() < headSize)
        return false;
    const auto number = [&](qsizetype at) { return qint64(qFromBigEndian<quint32>(head.constData() + at)); };
    constexpr qsizetype sizeAt = 16, changesAt = 24, pagesAt = 28, validForAt = 92;
    constexpr qint64 largestPage = 65536;
    const qint64 said = qFromBigEndian<quint16>(head.constData() + sizeAt),
                 page = said == 1 ? largestPage : said;
    if (number(changesAt) != number(validForAt)) // an old SQLite wrote last, which does not count the pages
        return page > 0 && file.size() % page == 0;
    return file.size() >= number(pagesAt) * page;
}

/// Whether a PNG has all its pieces to the last one, which says that it is the last.
bool allPiecesInside(const QString& path)
{
    QFile file(path);
    constexpr qint64 signature = 8, headSize = 8, checksum = 4;
    if (!file.open(QIODevice::ReadOnly))
        return false;
    for (qint64 at = signature; file.seek(at);) {
        const QByteArray head = file.read(headSize);
        if (head.size() < headSize)
            return false;
        at += headSize + qFromBigEndian<quint32>(head.constData()) + checksum;
        if (head.endsWith("IEND"))
            return at <= file.size();
    }
    return false;
}

/// Whether all that a GeoTIFF, a PNG or an MBTiles says it has lies inside the file; true of a JPEG, which is
/// read to its end.
bool allBlocksInside(GDALDataset& data, const QString& path)
{
    if (EQUAL(data.GetDriverName(), "MBTiles"))
        return allPagesInside(path);
    if (EQUAL(data.GetDriverName(), "PNG"))
        return allPiecesInside(path);
    if (!EQUAL(data.GetDriverName(), "GTiff"))
        return true;
    GDALRasterBand& band = *data.GetRasterBand(1);
    int width = 1, height = 1;
    band.GetBlockSize(&width, &height);
    const qint64 size = QFileInfo(path).size();
    const int across = (band.GetXSize() + width - 1) / width, down = (band.GetYSize() + height - 1) / height;
    for (int y = 0; y < down; ++y)
        for (int x = 0; x < across; ++x) {
            const auto said = [&](const char* what) {
                const char* text = band.GetMetadataItem(QByteArray("BLOCK_")
                                                            .append(what)
                                                            .append('_')
                                                            .append(QByteArray::number(x))
                                                            .append('_')
                                                            .append(QByteArray::number(y))
                                                            .constData(),
                    "TIFF");
                return text != nullptr ? QByteArray(text).toLongLong() : 0;
            };
            if (said("OFFSET") + said("SIZE") > size)
                return false;
        }
    return true;
}

int asked(double, const char*, void* stop)
{
    const auto& cancelled = *static_cast<const std::function<bool()>*>(stop);
    return cancelled && cancelled() ? FALSE : TRUE;
}

/// Bytes of a band of any kind and number as red, green, blue, alpha. Heights and 16-bit pictures: from
/// `low` to `high`.
Dataset asColours(GDALDataset& data, double low, double high)
{
    GDALRasterBand& first = *data.GetRasterBand(1);
    CPLStringList options;
    options.AddString("-of");
    options.AddString("VRT");
    if (first.GetColorTable() != nullptr) {
        options.AddString("-expand");
        options.AddString("rgba");
    } else if (first.GetRasterDataType() != GDT_Byte) {
        options.AddString("-ot");
        options.AddString("Byte");
        options.AddString("-scale");
        options.AddString(QByteArray::number(low, 'g', 17).constData());
        options.AddString(QByteArray::number(high > low ? high : low + 1, 'g', 17).constData());
    } else {
        return nullptr;
    }
    GDALTranslateOptions* how = GDALTranslateOptionsNew(options.List(), nullptr);
    Dataset made(static_cast<GDALDataset*>(GDALTranslate("", &data, how, nullptr)));
    GDALTranslateOptionsFree(how);
    return made;
}
} // namespace

Result<RasterInfo> here::rasterInfo(const QString& path, const QString& crs)
{
    const GdalSession session;
    const auto data = openRaster(path);
    COOP_TRY(data);
    RasterInfo info;
    info.format = QString::fromUtf8((*data)->GetDriverName());
    info.extent = extentOf(**data);
    info.width = (*data)->GetRasterXSize();
    info.height = (*data)->GetRasterYSize();
    if (const OGRSpatialReference* srs = (*data)->GetSpatialRef(); saysPlace(srs)) {
        info.crs = crsName(*srs);
        info.definition = wktOf(*srs);
    }
    OGRSpatialReference given;
    if (!crs.isEmpty()
        && given.SetFromUserInput(
               crs.toUtf8().constData(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get())
            != OGRERR_NONE)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("不认识坐标系“%1”，请填 EPSG 编号，例如 EPSG:4490 或 EPSG:4545。").arg(crs));
    GDALRasterBand& first = *(*data)->GetRasterBand(1);
    if (first.GetRasterDataType() != GDT_Byte && first.GetColorTable() == nullptr) {
        double range[2] = {0, 255};
        if (first.ComputeRasterMinMax(TRUE, range) == CE_None && range[0] < range[1]) {
            info.low = range[0];
            info.high = range[1];
        }
    }
    return info;
}

Result<> here::checkRaster(const QString& path)
{
    // GDAL draws what it could not read as empty.
    if (const auto read = readsToItsEnd(path, std::numeric_limits<qint64>::max()); !read)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”%2，请把文件复制到本机硬盘上再添加。")
                .arg(QDir::toNativeSeparators(path), read.error().text));
    const GdalSession session;
    CPLSetThreadLocalConfigOption("GDAL_ERROR_ON_LIBJPEG_WARNING", "YES");
    const auto data = openRaster(path);
    COOP_TRY(data);
    constexpr int side = 256;
    std::vector<unsigned char> coarse(size_t(side) * side);
    CPLErrorReset();
    bool whole = true;
    for (int i = 1; whole && i <= (*data)->GetRasterCount(); ++i) {
        GDALRasterBand& band = *(*data)->GetRasterBand(i);
        const int width = band.GetXSize(), height = band.GetYSize();
        whole = band.RasterIO(GF_Read, 0, 0, width, height, coarse.data(), std::min(side, width),
                    std::min(side, height), GDT_Byte, 0, 0, nullptr)
            == CE_None;
        // The last rows at full size: where a copy was cut off.
        whole = whole
            && band.RasterIO(GF_Read, 0, height - 1, width, 1, coarse.data(), std::min(side, width), 1,
                   GDT_Byte, 0, 0, nullptr)
                == CE_None
            && band.RasterIO(
                   GF_Read, width - 1, height - 1, 1, 1, coarse.data(), 1, 1, GDT_Byte, 0, 0, nullptr)
                == CE_None;
    }
    whole = whole && CPLGetLastErrorType() < CE_Failure && allBlocksInside(**data, path);
    CPLSetThreadLocalConfigOption("GDAL_ERROR_ON_LIBJPEG_WARNING", nullptr);
    if (!whole)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”读到一半出错，影像不完整，请重新复制或导出后再试。")
                .arg(QDir::toNativeSeparators(path)));
    return {};
}

Result<RasterPicture> here::rasterPicture(
    const RasterRequest& request, const std::function<bool()>& cancelled)
{
    const GdalSession session;
    auto file = openRaster(request.path);
    COOP_TRY(file);
    const Dataset colours = asColours(**file, request.low, request.high);
    CPLStringList options;
    const auto add = [&](const QString& option) { options.AddString(option.toUtf8().constData()); };
    for (const char* each : {"-of", "MEM", "-dstalpha", "-r", "bilinear", "-t_srs"})
        options.AddString(each);
    add(request.projection);
    if (!request.crs.isEmpty()) {
        add(QStringLiteral("-s_srs"));
        add(request.crs);
    }
    add(QStringLiteral("-te"));
    for (const double side : {request.box.left, request.box.bottom, request.box.right, request.box.top})
        add(QString::number(side, 'f', 4));
    add(QStringLiteral("-ts"));
    add(QString::number(request.width));
    add(QString::number(request.height));
    const auto broken = [&] {
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”读到一半出错，影像不完整，请重新复制或导出后再试。")
                .arg(QDir::toNativeSeparators(request.path)));
    };
    GDALWarpAppOptions* how = GDALWarpAppOptionsNew(options.List(), nullptr);
    if (how == nullptr)
        return broken();
    GDALWarpAppOptionsSetProgress(how, asked, const_cast<std::function<bool()>*>(&cancelled));
    GDALDatasetH source = colours ? colours.get() : file->get();
    int problem = 0;
    const Dataset warped(static_cast<GDALDataset*>(GDALWarp("", nullptr, 1, &source, how, &problem)));
    GDALWarpAppOptionsFree(how);
    if (cancelled && cancelled())
        return fail(ErrorKind::cancelled, QStringLiteral("已停止读取影像。"));
    if (!warped)
        return broken();
    const int width = request.width, height = request.height;
    RasterPicture picture{width, height, std::vector<unsigned char>(size_t(width) * size_t(height) * 4, 0)};
    const int bands = warped->GetRasterCount(); // the last one is alpha
    const bool grey = bands < 4;
    for (int i = 0; i < 4; ++i) {
        const int band = i == 3 ? bands : grey ? 1 : i + 1;
        if (warped->GetRasterBand(band)->RasterIO(GF_Read, 0, 0, width, height, picture.rgba.data() + i,
                width, height, GDT_Byte, 4, GSpacing(width) * 4, nullptr)
            != CE_None)
            return broken();
    }
    return picture;
}

} // namespace coop
