// No reader ends early in silence: files that were cut, and a file system that fails in the middle.
#include "core/geo/files/vector_source.h"
#include "core/geo/gdal_session.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "tests/core/geo/layers/layer_files.h"

#include <QDir>
#include <QFileInfo>
#include <cerrno>
#include <cpl_vsi_virtual.h>

using namespace coop;
using coop::test::LayerFiles;

namespace
{
QDir fixtures()
{
    return QDir(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers"));
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

struct Format {
    const char* main;
    QStringList besides; ///< endings of what belongs to it and is cut as well
    QString crs{};
};

const QList<Format> formats{{"gbk_cpg.shp", {QStringLiteral("shx"), QStringLiteral("dbf")}},
    {"utf8_no_cpg.shp", {QStringLiteral("shx"), QStringLiteral("dbf")}}, {"towns.gpkg", {}},
    {"towns.geojson", {}}, {"towns.kml", {}}, {"towns.kmz", {}}, {"zipped.zip", {}}, {"towns.fgb", {}},
    {"mixed.geojson", {}},
    {"towns.tab", {QStringLiteral("dat"), QStringLiteral("map"), QStringLiteral("id")}},
    {"towns.mif", {QStringLiteral("mid")}}, {"lines.dxf", {}, QStringLiteral("EPSG:4490")}};

/// What was read, as far as it matters; nothing when it was refused.
std::optional<QList<std::pair<QByteArray, QStringList>>> read(const QString& path, const QString& crs)
{
    const auto layer = readFeatureLayer(path, {.crs = crs});
    if (!layer)
        return std::nullopt;
    QList<std::pair<QByteArray, QStringList>> features;
    for (const LayerFeature& feature : layer->features)
        features.append({feature.wkb, feature.values});
    return features;
}

/// Every byte of a small file; of a large one so many places.
QList<qsizetype> places(qsizetype size)
{
    QList<qsizetype> cuts;
    const qsizetype step = std::max<qsizetype>(1, size / 400);
    for (qsizetype at = 0; at < size; at += step)
        cuts.append(at);
    return cuts;
}

/// A file system over the real one in which a file cannot be read from one of its bytes on.
class FailingDisk : public VSIFilesystemHandler
{
public:
    static constexpr const char* prefix = "/vsifailing";
    QByteArray victim; ///< the end of the file's name
    vsi_l_offset from = 0;
    bool touched = false; ///< somebody wanted to read beyond

    VSIVirtualHandle* Open(const char* name, const char* access, bool, CSLConstList) override
    {
        const char* real = name + strlen(prefix);
        VSILFILE* file = access[0] == 'r' ? VSIFOpenL(real, "rb") : nullptr;
        return file == nullptr ? nullptr : new Handle(*this, file, QByteArray(real).endsWith(victim));
    }
    int Stat(const char* name, VSIStatBufL* about, int flags) override
    {
        return VSIStatExL(name + strlen(prefix), about, flags);
    }
    char** ReadDirEx(const char* name, int most) override
    {
        return VSIReadDirEx(name + strlen(prefix), most);
    }

private:
    struct Handle : public VSIVirtualHandle {
        Handle(FailingDisk& on, VSILFILE* real, bool breaks)
            : disk(on)
            , file(real)
            , fails(breaks)
        {
        }
        ~Handle() override
        {
            if (file != nullptr)
                VSIFCloseL(file);
        }
        int Seek(vsi_l_offset offset, int whence) override { return VSIFSeekL(file, offset, whence); }
        vsi_l_offset Tell() override { return VSIFTellL(file); }
        size_t Read(void* buffer, size_t size, size_t count) override
        {
            const vsi_l_offset at = VSIFTellL(file);
            if (fails && size > 0 && at + size * count > disk.from) {
                const size_t most = at >= disk.from ? 0 : size_t((disk.from - at) / size);
                disk.touched = true;
                errno = EIO;
                return VSIFReadL(buffer, size, std::min(count, most), file);
            }
            return VSIFReadL(buffer, size, count, file);
        }
        size_t Write(const void*, size_t, size_t) override { return 0; }
        int Eof() override { return VSIFEofL(file); }
        int Close() override
        {
            const int done = VSIFCloseL(file);
            file = nullptr;
            return done;
        }
        FailingDisk& disk;
        VSILFILE* file;
        bool fails;
    };
};

FailingDisk& failingDisk()
{
    static auto* disk = [] {
        const GdalSession session; // closes the file systems that it does not know, so it comes first
        auto* made = new FailingDisk; // GDAL's from now on
        VSIFileManager::InstallHandler(std::string(FailingDisk::prefix) + '/', made);
        return made;
    }();
    return *disk;
}
} // namespace

TEST_CASE("a layer file that was cut at any byte is refused or read whole")
{
    for (const Format& format : formats) {
        const QString main = QString::fromUtf8(format.main);
        const QString stem = QFileInfo(main).completeBaseName();
        const auto whole = read(fixtures().filePath(main), format.crs);
        REQUIRE(whole);
        const LayerFiles files;
        for (const QFileInfo& each : fixtures().entryInfoList({stem + QStringLiteral(".*")}, QDir::Files))
            if (stem != QStringLiteral("towns") || each.suffix() == QFileInfo(main).suffix()
                || format.besides.contains(each.suffix()))
                files.write(each.fileName(), bytesOf(each.filePath()));
        for (const QString& ending : QStringList{QFileInfo(main).suffix()} + format.besides) {
            const QString victim = stem + u'.' + ending;
            const QByteArray bytes = bytesOf(fixtures().filePath(victim));
            int early = 0;
            QString first;
            for (const qsizetype cut : places(bytes.size())) {
                files.write(victim, bytes.left(cut));
                const auto got = read(files.path(main), format.crs);
                if (got && *got != *whole && early++ == 0)
                    first = QString::number(cut);
            }
            files.write(victim, bytes);
            INFO(victim.toStdString()
                << " of " << bytes.size() << " bytes, first wrong at " << first.toStdString());
            CHECK(early == 0);
        }
    }
}

TEST_CASE("a disk that cannot be read from some byte on is told by every reader")
{
    FailingDisk& disk = failingDisk();
    VectorSource::readThrough(FailingDisk::prefix);
    for (const Format& format : formats) {
        const QString main = QString::fromUtf8(format.main);
        const QString path = fixtures().filePath(main);
        disk.victim = "nothing";
        const auto whole = read(path, format.crs);
        INFO(main.toStdString());
        REQUIRE(whole);
        for (const QString& ending : QStringList{QFileInfo(main).suffix()} + format.besides) {
            const QString victim = QFileInfo(main).completeBaseName() + u'.' + ending;
            const qint64 size = QFileInfo(fixtures().filePath(victim)).size();
            disk.victim = victim.toUtf8();
            int early = 0;
            QString first;
            for (const qsizetype from : places(size)) {
                disk.from = vsi_l_offset(from);
                const auto got = read(path, format.crs);
                if (got && *got != *whole && early++ == 0)
                    first = QString::number(from);
            }
            INFO(victim.toStdString() << ", first wrong at " << first.toStdString());
            CHECK(early == 0);
        }
    }
    VectorSource::readThrough({});
}
