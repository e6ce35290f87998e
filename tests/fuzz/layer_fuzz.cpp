// Throws broken layers at everything that reads them: layer_fuzz --runs N [--seed S] [--only I]. Every input
// is a fixture whose bytes were flipped, cut, spliced with another's or given huge counts. It ends with 0
// when nothing crashed; inputs that took long are named. Under ASan: ./dev fuzz.
#include "core/geo/coordinates/projection.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/raster_source.h"
#include "tests/fuzz/mutator.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cpl_conv.h>
#include <cstdio>
#include <map>

using namespace coop;

namespace
{
/// Files that belong together, by ending; the first one is opened.
struct Seed {
    QString ending;
    std::map<QString, QByteArray> files;
};

QList<Seed> seeds(const QString& folder)
{
    std::map<QString, std::map<QString, QByteArray>> stems;
    for (const QFileInfo& each : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(each.filePath());
        if (file.open(QIODevice::ReadOnly))
            stems[each.completeBaseName()][each.suffix()] = file.readAll();
    }
    static const QStringList main{QStringLiteral("shp"), QStringLiteral("gpkg"), QStringLiteral("geojson"),
        QStringLiteral("kml"), QStringLiteral("kmz"), QStringLiteral("tab"), QStringLiteral("mif"),
        QStringLiteral("dxf"), QStringLiteral("fgb"), QStringLiteral("zip"), QStringLiteral("tif"),
        QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("mbtiles")};
    static const std::map<QString, QStringList> beside{
        {QStringLiteral("shp"),
            {QStringLiteral("shx"), QStringLiteral("dbf"), QStringLiteral("prj"), QStringLiteral("cpg")}},
        {QStringLiteral("tab"), {QStringLiteral("dat"), QStringLiteral("map"), QStringLiteral("id")}},
        {QStringLiteral("mif"), {QStringLiteral("mid")}}, {QStringLiteral("png"), {QStringLiteral("pgw")}},
        {QStringLiteral("jpg"), {QStringLiteral("jgw")}}};
    QList<Seed> all;
    for (const auto& [stem, files] : stems)
        for (const QString& ending : main) {
            if (!files.contains(ending))
                continue;
            Seed seed{ending, {{ending, files.at(ending)}}};
            if (beside.contains(ending))
                for (const QString& other : beside.at(ending))
                    if (files.contains(other))
                        seed.files[other] = files.at(other);
            all += seed;
        }
    return all;
}

int readEverything(const QString& path)
{
    int good = 0;
    const LonLat near{107, 29};
    const auto seen = inspectLayerFile(path, {}, near);
    if (isRasterFile(path)) {
        const auto raster = RasterSource::open(path, QStringLiteral("EPSG:4490"));
        if (!raster)
            return 0;
        const Projection zone = Projection::forLongitude(107);
        Bounds box;
        box.add(zone.toMetres({106.9, 28.9}));
        box.add(zone.toMetres({107.3, 29.2}));
        (void)(*raster)->bounds(zone);
        return (*raster)->read(zone, box, 64, 64).rgba.empty() ? 0 : 1;
    }
    LayerReadOptions options;
    good += readFeatureLayer(path, options).has_value() ? 1 : 0;
    if (seen && !seen->layers.isEmpty() && !seen->layers[0].choices.isEmpty()) {
        const CrsChoice& choice = seen->layers[0].choices.last();
        options.crs = choice.crs;
        options.datum = choice.datum;
        options.swapAxes = choice.swapAxes;
        good += readFeatureLayer(path, options).has_value() ? 1 : 0;
    }
    (void)readVectorLayer(path);
    return good > 0 ? 1 : 0;
}
} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    int runs = 1000;
    int only = -1; ///< the one input to read again, to see why it was slow
    unsigned seed = 1;
    const QStringList arguments = QCoreApplication::arguments();
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
        if (arguments[i] == QStringLiteral("--runs"))
            runs = arguments[i + 1].toInt();
        if (arguments[i] == QStringLiteral("--seed"))
            seed = arguments[i + 1].toUInt();
        if (arguments[i] == QStringLiteral("--only"))
            only = arguments[i + 1].toInt();
    }
    CPLSetConfigOption("GDAL_CACHEMAX", "64");
    const QList<Seed> all = seeds(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers"));
    if (all.size() < 20) {
        std::fputs("the fixtures are missing\n", stderr);
        return 2;
    }
    const QString memory = QStringLiteral("/dev/shm/coop_fuzz");
    const QTemporaryDir folder(QDir(QStringLiteral("/dev/shm")).exists() ? memory : QString());
    Mutator mutator(seed);
    QElapsedTimer clock;
    int read = 0, slow = 0;
    for (int run = 0; run < runs; ++run) {
        const Seed& base = all[qsizetype(mutator.below(size_t(all.size())))];
        const Seed& other = all[qsizetype(mutator.below(size_t(all.size())))];
        const QString stem = folder.filePath(QStringLiteral("case."));
        const size_t victim = mutator.below(base.files.size());
        size_t number = 0;
        for (const auto& [ending, bytes] : base.files) {
            QByteArray changed = bytes;
            if (number++ == victim || mutator.below(4) == 0)
                mutator.mutate(changed, other.files.begin()->second);
            QFile file(stem + ending);
            if (only >= 0 && run != only)
                continue;
            if (!file.open(QIODevice::WriteOnly) || file.write(changed) != changed.size())
                return 2;
        }
        if (only >= 0 && run != only)
            continue;
        clock.restart();
        if (only >= 0) // left behind for a closer look
            for (const QFileInfo& each : QDir(folder.path()).entryInfoList(QDir::Files))
                QFile::copy(
                    each.filePath(), QDir::temp().filePath(QStringLiteral("layer_fuzz.") + each.suffix()));
        read += readEverything(stem + base.ending);
        if (clock.elapsed() > 2000) {
            ++slow;
            std::printf("run %d (%s) took %lld ms\n", run, qPrintable(base.ending), clock.elapsed());
        }
        for (const QFileInfo& each : QDir(folder.path()).entryInfoList(QDir::Files))
            QFile::remove(each.filePath());
        if ((run + 1) % 10000 == 0) {
            std::printf("%d inputs, %d of them read\n", run + 1, read);
            std::fflush(stdout);
        }
    }
    std::printf("%d inputs, %d of them read, %d slow; nothing crashed\n", runs, read, slow);
    return 0;
}
