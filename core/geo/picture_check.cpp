#include "core/geo/picture_check.h"

#include "core/geo/gdal_session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <vector>

namespace coop
{

namespace
{
/// Chunk by chunk to the last one.
bool isWholePng(QFile& file)
{
    qint64 at = 8;
    for (;;) {
        if (!file.seek(at))
            return false;
        const QByteArray head = file.read(8);
        if (head.size() < 8)
            return false;
        const qint64 next = at + 12 + qint64(qFromBigEndian<quint32>(head.constData()));
        if (next > file.size() || !std::all_of(head.begin() + 4, head.end(), [](char c) {
                return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            }))
            return false;
        if (head.endsWith("IEND"))
            return true;
        at = next;
    }
}

/// Segment by segment, and through the pixels in between, to the mark of the end.
class JpegWalk
{
public:
    explicit JpegWalk(QFile& picture)
        : file(picture)
    {
    }
    bool reachesEnd()
    {
        file.seek(2);
        refill();
        for (;;) {
            const int mark = nextMark();
            if (mark == endOfImage)
                return true;
            if (mark < 0)
                return false;
            if (isAlone(mark))
                continue;
            const int high = byte(), low = byte();
            if (high < 0 || low < 0 || !skip((high << 8 | low) - 2))
                return false;
        }
    }

private:
    static constexpr int endOfImage = 0xD9;
    static bool isAlone(int mark) { return mark == 0x01 || (mark >= 0xD0 && mark <= 0xD8); }
    void refill()
    {
        constexpr qint64 piece = 1 << 20;
        window = file.read(piece);
        at = 0;
    }
    int byte()
    {
        if (at == window.size())
            refill();
        return window.isEmpty() ? -1 : static_cast<unsigned char>(window[at++]);
    }
    bool skip(int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            if (byte() < 0)
                return false;
        return true;
    }
    /// Within pixels FF is followed by 0 where it is no mark.
    int nextMark()
    {
        for (int last = byte();;) {
            const int now = byte();
            if (now < 0)
                return -1;
            if (last == 0xFF && now != 0 && now != 0xFF)
                return now;
            last = now;
        }
    }

    QFile& file;
    QByteArray window;
    qsizetype at = 0;
};

/// As long as its header says.
bool isWholeDatabase(QFile& file)
{
    const QByteArray head = file.read(100);
    const qint64 written = qFromBigEndian<quint16>(head.constData() + 16);
    const qint64 page = written == 1 ? 65536 : written;
    return file.size() >= page * qint64(qFromBigEndian<quint32>(head.constData() + 28));
}

/// Where each block of a TIFF lies is written in front of or behind them.
bool hasAllBlocks(GDALDataset& data, qint64 fileSize)
{
    for (int number = 1; number <= data.GetRasterCount(); ++number) {
        GDALRasterBand& band = *data.GetRasterBand(number);
        int width = 1, height = 1;
        band.GetBlockSize(&width, &height);
        const int columns = (band.GetXSize() + width - 1) / width,
                  rows = (band.GetYSize() + height - 1) / height;
        const auto number64 = [&](const char* what, int column, int row) {
            const QByteArray name = what + QByteArray::number(column) + '_' + QByteArray::number(row);
            const char* value = band.GetMetadataItem(name.constData(), "TIFF");
            return value == nullptr ? 0 : QByteArray(value).toLongLong();
        };
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column)
                if (number64("BLOCK_OFFSET_", column, row) + number64("BLOCK_SIZE_", column, row) > fileSize)
                    return false;
    }
    return true;
}

/// The blocks at the beginning, the end and here and there between; of files that are unpacked from the
/// beginning on, the small ones whole.
bool pixelsCanBeRead(GDALDataset& data, bool anyBlock)
{
    constexpr double smallEnough = 25e6; // pixels: a second
    constexpr int looks = 16;
    if (!anyBlock && double(data.GetRasterXSize()) * data.GetRasterYSize() > smallEnough)
        return true;
    GDALRasterBand& band = *data.GetRasterBand(1);
    int width = 1, height = 1;
    band.GetBlockSize(&width, &height);
    constexpr double largestBlock = 64e6;
    if (double(width) * height * GDALGetDataTypeSizeBytes(band.GetRasterDataType()) > largestBlock)
        return true;
    std::vector<unsigned char> block(
        size_t(width) * size_t(height) * size_t(GDALGetDataTypeSizeBytes(band.GetRasterDataType())));
    const int columns = (band.GetXSize() + width - 1) / width, rows = (band.GetYSize() + height - 1) / height;
    const qint64 blocks = qint64(columns) * rows;
    CPLErrorReset();
    for (int i = 0; i <= looks; ++i) {
        const qint64 which = (blocks - 1) * i / looks;
        if (band.ReadBlock(int(which % columns), int(which / columns), block.data()) != CE_None)
            return false;
    }
    return CPLGetLastErrorType() < CE_Failure;
}

bool isWhole(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray mark = file.peek(16);
    if (mark.startsWith("\x89PNG") && !isWholePng(file))
        return false;
    const bool jpeg = mark.startsWith("\xFF\xD8");
    if (jpeg && !JpegWalk(file).reachesEnd())
        return false;
    if (mark.startsWith("SQLite format 3"))
        return isWholeDatabase(file);
    const GdalSession session;
    static const char* const drivers[] = {"GTiff", "PNG", "JPEG", nullptr};
    const GDALDatasetUniquePtr data(GDALDataset::Open(QFileInfo(path).absoluteFilePath().toUtf8().constData(),
        GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!data || data->GetRasterCount() == 0)
        return false;
    const bool tiff = !jpeg && !mark.startsWith("\x89PNG");
    return (!tiff || hasAllBlocks(*data, file.size())) && pixelsCanBeRead(*data, tiff);
}
} // namespace

Result<> isWholePicture(const QString& path)
{
    if (isWhole(path))
        return {};
    return fail(ErrorKind::fileUnreadable,
        QStringLiteral("影像“%1”不完整或已损坏，后面的部分读不出来。请重新复制，或从原软件重新导出。")
            .arg(QDir::toNativeSeparators(path)));
}

} // namespace coop
