// Small files that would cost minutes and gigabytes: a bound and a sentence for each, before the work.
#include "core/geo/gdal_session.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "core/geo/layers/raster_source.h"
#include "core/geo/reader/reader_process.h"
#include "core/geo/shapes/crossings.h"
#include "tests/core/geo/layers/layer_files.h"

#include <cmath>
#include <cstring>
#include <ctime>
#include <gdal_priv.h>

using namespace coop;
using coop::test::geoJson;
using coop::test::kml;
using coop::test::LayerFiles;
using coop::test::placemark;
using coop::test::zipOf;

namespace
{
/// A ring of so many corners, each edge of which crosses most of the others.
QByteArray star(int corners)
{
    QByteArrayList places;
    for (int i = 0; i <= corners; ++i) {
        const double angle = (i % corners) * 2.399963, radius = 0.2 + 0.1 * std::sin(double(i % corners));
        places.append(QStringLiteral("[%1,%2]")
                          .arg(107 + radius * std::cos(angle), 0, 'f', 6)
                          .arg(29 + radius * std::sin(angle), 0, 'f', 6)
                          .toUtf8());
    }
    return R"({"type":"Polygon","coordinates":[[)" + places.join(',') + "]]}";
}

void checkRefused(const QString& path, const QString& word)
{
    const std::clock_t before = std::clock();
    const auto seen = inspectLayerFile(path);
    const auto read = readFeatureLayer(path);
    const auto points = readPointTables(path);
    INFO(path.toStdString());
    REQUIRE_FALSE(read);
    INFO(read.error().text.toStdString());
    CHECK(read.error().text.contains(word));
    constexpr double mostSeconds = 8; // of the processor, for three readings
    CHECK(double(std::clock() - before) / CLOCKS_PER_SEC < mostSeconds);
}

QByteArray repeated(const QByteArray& text, int times, const QByteArray& between = {})
{
    return QByteArrayList(times, text).join(between);
}
} // namespace

TEST_CASE("a polygon that crosses itself everywhere is refused and one that does so a little is mended")
{
    const LayerFiles files;
    checkRefused(files.write(QStringLiteral("星.geojson"), geoJson(star(4000))), QStringLiteral("相交太多"));
    const auto few = readVectorLayer(files.write(QStringLiteral("少.geojson"), geoJson(star(25))));
    REQUIRE(few);
    CHECK(few->repaired == 1);
    // Several rings upon each other cost as much as one that crosses itself.
    QByteArray ring = star(3000);
    ring = ring.mid(ring.indexOf('[', ring.indexOf("coordinates")));
    ring.chop(1);
    checkRefused(files.write(QStringLiteral("叠.geojson"),
                     geoJson(R"({"type":"MultiPolygon","coordinates":[)" + ring + "," + ring + "]}")),
        QStringLiteral("相交太多"));
}

TEST_CASE("edges that cross are counted and neighbours of a ring are not")
{
    const GdalSession session;
    const auto count = [](const char* wkt) {
        OGRGeometry* made = nullptr;
        OGRGeometryFactory::createFromWkt(wkt, nullptr, &made);
        const std::unique_ptr<OGRGeometry> geometry(made);
        REQUIRE(geometry);
        return crossingsOf(*geometry, 100);
    };
    CHECK(count("POLYGON((0 0,2 0,2 2,0 2,0 0))") == 0);
    CHECK(count("POLYGON((0 0,2 0,2 2,0 2,0 0),(0.5 0.5,1 0.5,1 1,0.5 0.5))") == 0);
    CHECK(count("POLYGON((0 0,2 2,2 0,0 2,0 0))") == 1);
    CHECK(count("POLYGON((0 0,2 0,2 2,0 2,0 0),(1 1,3 1,3 1.5,1 1.5,1 1))") == 2);
    CHECK(count("MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((0 0,2 0,2 2,0 2,0 0)))") == 4);
}

TEST_CASE("more fields or layers or files or depth than a layer has is refused before it is read")
{
    const LayerFiles files;
    QByteArrayList fields, other;
    for (int i = 0; i < 30'000; ++i) {
        fields.append("\"f" + QByteArray::number(i) + "\":1");
        other.append(R"({"type":"Feature","properties":{"g)" + QByteArray::number(i)
            + R"(":1},"geometry":{"type":"Point","coordinates":[107,29]}})");
    }
    const QByteArray point = R"({"type":"Point","coordinates":[107,29]})";
    checkRefused(files.write(QStringLiteral("宽.geojson"), geoJson(point, "{" + fields.join(',') + "}")),
        QStringLiteral("字段"));
    checkRefused(files.write(QStringLiteral("各.geojson"),
                     R"({"type":"FeatureCollection","features":[)" + other.join(',') + "]}"),
        QStringLiteral("字段"));
    checkRefused(files.write(QStringLiteral("深.geojson"),
                     geoJson(repeated(R"({"type":"GeometryCollection","geometries":[)", 300) + point
                         + repeated("]}", 300))),
        QStringLiteral("层以上"));
    checkRefused(
        files.write(QStringLiteral("括.geojson"), geoJson(point, R"({"a":)" + repeated("[", 200'000) + "}")),
        QStringLiteral("层以上"));

    QByteArray folders, data;
    for (int i = 0; i < 15'000; ++i)
        folders += "<Folder><name>f" + QByteArray::number(i) + "</name>" + placemark("<name>x</name>")
            + "</Folder>";
    checkRefused(files.write(QStringLiteral("夹.kml"), kml(folders)), QStringLiteral("文件夹"));
    checkRefused(files.write(QStringLiteral("套.kml"),
                     kml(repeated("<Folder>", 2000) + placemark({}) + repeated("</Folder>", 2000))),
        QStringLiteral("层以上"));
    checkRefused(files.write(QStringLiteral("形.kml"),
                     kml("<Placemark>" + repeated("<MultiGeometry>", 2000)
                         + "<Point><coordinates>107,29</coordinates></Point>"
                         + repeated("</MultiGeometry>", 2000) + "</Placemark>")),
        QStringLiteral("层以上"));
    for (int i = 0; i < 5000; ++i)
        data += "<Data name=\"d" + QByteArray::number(i) + "\"><value>1</value></Data>";
    checkRefused(
        files.write(QStringLiteral("项.kml"), kml(placemark("<ExtendedData>" + data + "</ExtendedData>"))),
        QStringLiteral("字段"));

    QList<std::pair<QByteArray, QByteArray>> many;
    for (int i = 0; i < 20'000; ++i)
        many.append({"f" + QByteArray::number(i) + ".txt", {}});
    many.append({"a.geojson", geoJson(point)});
    checkRefused(files.write(QStringLiteral("多.zip"), zipOf(many)), QStringLiteral("压缩包"));
    // The directory counts, whatever its end says.
    QByteArray liar = zipOf(many);
    liar.replace(liar.size() - 14, 4, QByteArray("\x01\x00\x01\x00", 4));
    checkRefused(files.write(QStringLiteral("谎.zip"), liar), QStringLiteral("压缩包"));
    CHECK(readFeatureLayer(files.write(QStringLiteral("好.zip"), zipOf({{"a.geojson", geoJson(point)}}))));
}

TEST_CASE("coordinates that are no numbers are refused at every reading of a layer")
{
    const LayerFiles files;
    const QByteArray square = "[107,29],[107.1,29],[107.1,29.1],[107,29]";
    for (const QByteArray bad : {"NaN", "Infinity", "-Infinity", "1e400"}) {
        INFO(bad.constData());
        const QString area = files.write(QStringLiteral("面.geojson"),
            geoJson(R"({"type":"Polygon","coordinates":[[)"
                + QByteArray(square).replace("107.1,29]", bad + ",29]") + "]]}"));
        CHECK_FALSE(readVectorLayer(area));
        CHECK_FALSE(readFeatureLayer(area));
        const QString point = files.write(
            QStringLiteral("点.geojson"), geoJson(R"({"type":"Point","coordinates":[)" + bad + ",29]}"));
        CHECK_FALSE(readFeatureLayer(point));
        CHECK_FALSE(readPointTables(point));
        const QString line = files.write(QStringLiteral("线.kml"),
            kml("<Placemark><LineString><coordinates>107,29 " + bad
                + ",29.1</coordinates></LineString></Placemark>"));
        CHECK_FALSE(readFeatureLayer(line));
        const QString place = files.write(QStringLiteral("点.kml"),
            kml("<Placemark><Point><coordinates>" + bad + ",29.1</coordinates></Point></Placemark>"));
        CHECK_FALSE(readFeatureLayer(place));
        CHECK_FALSE(readPointTables(place));
    }
    for (const QByteArray bad : {"[null,29.1]", "[107.1]", "[107.1,NaN]", "[\"107.1\",\"29.1\"]"}) {
        INFO(bad.constData());
        CHECK_FALSE(readPointTables(files.write(
            QStringLiteral("缺.geojson"), geoJson(R"({"type":"Point","coordinates":)" + bad + "}"))));
    }
    // A row without a point is one, and it is said.
    for (const QByteArray none : {"null", R"({"type":"Point","coordinates":[]})"}) {
        const auto tables = readPointTables(files.write(QStringLiteral("无.geojson"), geoJson(none)));
        INFO((tables ? QString() : tables.error().text).toStdString());
        REQUIRE(tables);
        CHECK_FALSE(tables->first().rows.first().placed);
        CHECK(tables->first().remarks.join(QString()).contains(QStringLiteral("1 个要素没有坐标")));
    }
    CHECK_FALSE(readFeatureLayer(files.write(
        QStringLiteral("远.geojson"), geoJson(R"({"type":"Point","coordinates":[1e300,-1e300]})"))));
}

TEST_CASE("a picture that is large and small at once is refused before it is unpacked")
{
    const GdalSession session;
    const LayerFiles files;
    const auto make = [&](const char* driver, const QString& name, int side, CSLConstList options) {
        auto* memory = GetGDALDriverManager()->GetDriverByName("MEM");
        const std::unique_ptr<GDALDataset> source(memory->Create("", side, side, 1, GDT_Byte, nullptr));
        double place[6] = {106.9, 0.5 / side, 0, 29.3, 0, -0.5 / side};
        source->SetGeoTransform(place);
        OGRSpatialReference degrees;
        degrees.importFromEPSG(4490);
        source->SetSpatialRef(&degrees);
        const QString path = files.path(name);
        GDALClose(GetGDALDriverManager()->GetDriverByName(driver)->CreateCopy(
            path.toUtf8().constData(), source.get(), FALSE, options, nullptr, nullptr));
        return path;
    };
    const char* deflate[] = {"COMPRESS=DEFLATE", "TILED=YES", nullptr};
    const QString huge = make("GTiff", QStringLiteral("大.tif"), 20'000, deflate);
    const auto refused = RasterSource::open(huge);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.contains(QStringLiteral("20000×20000")));
    CHECK_FALSE(inspectLayerFile(huge));
    const QString small = make("GTiff", QStringLiteral("小.tif"), 500, deflate);
    CHECK(RasterSource::open(small));
    CHECK(checkRaster(small));
}

TEST_CASE("a picture of which a part is missing is refused when it is added")
{
    const LayerFiles files;
    for (const char* name : {"ground.tif", "heights.tif", "ground.png", "ground.jpg", "ground.mbtiles"}) {
        INFO(name);
        const QString fixture
            = QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/") + QString::fromUtf8(name);
        CHECK(checkRaster(fixture));
        QFile whole(fixture);
        REQUIRE(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        for (const QString& side : {QStringLiteral("ground.pgw"), QStringLiteral("ground.jgw")})
            QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/") + side, files.path(side));
        for (const double part : {0.3, 0.5, 0.8}) {
            INFO(part);
            CHECK_FALSE(checkRaster(
                files.write(QString::fromUtf8(name), bytes.left(qsizetype(double(bytes.size()) * part)))));
        }
    }
}
