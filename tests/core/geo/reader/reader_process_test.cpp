// Foreign files are read by a process of its own: what happens when it dies, hangs or eats memory. This test
// program is its own reader, as coopmap and coopctl are.
#include "core/geo/coordinates/projection.h"
#include "core/geo/gdal_session.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "core/geo/layers/raster_source.h"
#include "core/geo/reader/reader_process.h"
#include "core/geo/reader/reader_program.h"
#include "tests/core/geo/layers/layer_files.h"

#include <cstdio>
#include <cstdlib>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

using namespace coop;
using coop::test::geoJson;
using coop::test::LayerFiles;

extern int (*coopBeforeTests)(int, char**);

namespace
{
/// A reader that misbehaves as the environment tells it, before it has read anything.
int readerOrTests(int argc, char** argv)
{
    const bool isReader = argc == 2 && qstrcmp(argv[1], readerArgument) == 0;
    const QByteArray how = isReader ? qgetenv("COOP_TEST_READER") : QByteArray();
    if (how == "dies")
        std::abort();
    if (how == "babbles") {
        std::puts("this is no frame of ours, and it is long enough to be taken for the head of one");
        return 0;
    }
    if (how == "leaves")
        return 0;
    const auto served = serveReader(argc, argv);
    reader::setApart(false); // the other tests of this program read where they are
    return served.value_or(-1);
}
const bool registered = [] {
    coopBeforeTests = readerOrTests;
    return true;
}();

struct Apart {
    explicit Apart(const char* how = nullptr)
    {
        if (how != nullptr)
            qputenv("COOP_TEST_READER", how);
        reader::setApart(true);
    }
    ~Apart()
    {
        qunsetenv("COOP_TEST_READER");
        reader::setApart(false);
    }
};

QString fixture(const char* name)
{
    return QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/") + QString::fromUtf8(name);
}
} // namespace

TEST_CASE("a process of its own reads the same as this one")
{
    for (const char* name :
        {"gbk_no_cpg.shp", "towns.gpkg", "mixed.geojson", "towns.kmz", "towns.tab", "lines.dxf"}) {
        INFO(name);
        const LayerReadOptions options{
            .crs = qstrcmp(name, "lines.dxf") == 0 ? QStringLiteral("EPSG:4490") : QString()};
        const auto own = readFeatureLayer(fixture(name), options);
        const auto seen = inspectLayerFile(fixture(name), {}, LonLat{107, 29});
        const Apart apart;
        const auto other = readFeatureLayer(fixture(name), options);
        REQUIRE(own);
        REQUIRE(other);
        CHECK(other->name == own->name);
        CHECK(other->crs == own->crs);
        CHECK(other->fields == own->fields);
        CHECK(other->kind == own->kind);
        REQUIRE(other->features.size() == own->features.size());
        for (int i = 0; i < own->features.size(); ++i) {
            CHECK(other->features[i].wkb == own->features[i].wkb);
            CHECK(other->features[i].values == own->features[i].values);
        }
        const auto seenApart = inspectLayerFile(fixture(name), {}, LonLat{107, 29});
        REQUIRE(seenApart);
        REQUIRE(seenApart->layers.size() == seen->layers.size());
        CHECK(seenApart->encodings == seen->encodings);
        CHECK(seenApart->layers[0].rows == seen->layers[0].rows);
        CHECK(seenApart->layers[0].choices.size() == seen->layers[0].choices.size());
    }
    const Projection zone = Projection::forLongitude(108);
    Bounds box;
    box.add(zone.toMetres({107, 28.9}));
    box.add(zone.toMetres({107.2, 29.1}));
    const auto own = RasterSource::open(fixture("ground.tif"));
    REQUIRE(own);
    const RasterPicture picture = (*own)->read(zone, box, 60, 50);
    const Apart apart;
    const auto other = RasterSource::open(fixture("ground.tif"));
    REQUIRE(other);
    CHECK((*other)->read(zone, box, 60, 50).rgba == picture.rgba);
    CHECK((*other)->read(zone, box, 60, 50, [] { return true; }).rgba.empty());
    CHECK(checkRaster(fixture("ground.tif")));
    CHECK_FALSE(RasterSource::open(fixture("towns.gpkg")));
    CHECK(readPointTables(fixture("gcj02_points.geojson"), Datum::gcj02));
    CHECK_FALSE(readPointTables(fixture("towns.shp")));
}

TEST_CASE("a reader that dies or babbles or says nothing costs a sentence and not the program")
{
    for (const char* how : {"dies", "babbles", "leaves"}) {
        INFO(how);
        const Apart apart(how);
        const auto read = readFeatureLayer(fixture("towns.gpkg"));
        REQUIRE_FALSE(read);
        CHECK(read.error().text.contains(QStringLiteral("这个文件读不了")));
        CHECK_FALSE(inspectLayerFile(fixture("towns.gpkg")));
        CHECK_FALSE(readPointTables(fixture("gcj02_points.geojson")));
        CHECK_FALSE(RasterSource::open(fixture("ground.tif")));
    }
    const Apart apart;
    CHECK(readFeatureLayer(fixture("towns.gpkg")));
}

TEST_CASE("a view without an end stops at its time and earlier when somebody says so")
{
    const LayerFiles files;
    const QString path = files.path(QStringLiteral("尽头.gpkg"));
    REQUIRE(QFile::copy(fixture("towns.gpkg"), path));
    {
        const GdalSession session;
        const std::unique_ptr<GDALDataset> data(
            GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
        REQUIRE(data);
        for (const char* sql :
            {"CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
             "SELECT i AS fid, NULL AS geom FROM n WHERE i < 0",
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('endless', "
                "'features', "
                "'endless', 4490)",
                "INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'GEOMETRY', 4490, 0, 0)"})
            data->ReleaseResultSet(data->ExecuteSQL(sql, nullptr, nullptr));
    }
    const Apart apart;
    int asked = 0;
    const auto stopped
        = readFeatureLayer(path, {.layer = QStringLiteral("endless")}, [&](double) { return ++asked < 4; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == ErrorKind::cancelled);
    const auto endless = readFeatureLayer(path, {.layer = QStringLiteral("endless")});
    REQUIRE_FALSE(endless);
    CHECK(endless.error().text.contains(QStringLiteral("时间太长")));
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a file that unfolds to more memory than a layer needs is refused with that reason")
{
    const LayerFiles files;
    const QString path = files.write(QStringLiteral("胀.geojson"),
        geoJson(R"({"type":"Point","coordinates":[107,29]})",
            R"({"a":[)" + QByteArrayList(6'000'000, "[]").join(',') + "]}"));
    const Apart apart;
    const auto read = readFeatureLayer(path);
    REQUIRE_FALSE(read);
    INFO(read.error().text.toStdString());
    CHECK(read.error().text.contains(QStringLiteral("内存太多")));
}
#endif
