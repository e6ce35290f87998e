// Where layers of other programs and offices lie: reference systems, datums, axes changed over.
#include "core/geo/coordinates/crs_title.h"
#include "core/geo/coordinates/place_remark.h"
#include "core/geo/gdal_session.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "tests/core/geo/layers/layer_files.h"

#include <QDir>
#include <QFileInfo>
#include <cstring>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

using namespace coop;
using coop::test::geoJson;
using coop::test::kml;
using coop::test::LayerFiles;
using coop::test::placemark;
using coop::test::pointsFile;

TEST_CASE("every old Chinese reference system says how far off its layers are and the new ones say nothing")
{
    const GdalSession session;
    const auto remark = [](int epsg) {
        OGRSpatialReference srs;
        INFO(epsg);
        REQUIRE(srs.importFromEPSG(epsg) == OGRERR_NONE);
        return placeRemark(srs);
    };
    for (int epsg = 2327; epsg <= 2390; ++epsg)
        CHECK(remark(epsg).contains(QStringLiteral("1980 西安")));
    CHECK(remark(4610).contains(QStringLiteral("米")));
    for (int epsg = 2401; epsg <= 2442; ++epsg)
        CHECK(remark(epsg).contains(QStringLiteral("1954 北京")));
    for (const int epsg : {4214, 21413, 21455, 4555, 4568})
        CHECK(remark(epsg).contains(QStringLiteral("北京")));
    for (const int epsg : {4490, 4479, 4491, 4513, 4524, 4534, 4545, 4326, 3857, 32648, 4258})
        CHECK(remark(epsg).isEmpty());
    const auto named = [](const char* geographic, const char* datum,
                           const char* spheroid = "Krasovsky_1940\",6378245.0,298.3") {
        OGRSpatialReference srs;
        const QByteArray wkt = QByteArray("GEOGCS[\"") + geographic + "\",DATUM[\"" + datum + "\",SPHEROID[\""
            + spheroid + "]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
        const char* text = wkt.constData();
        REQUIRE(srs.importFromWkt(&text) == OGRERR_NONE);
        return std::pair(placeRemark(srs), datumNamedBy(srs));
    };
    CHECK(named("GCS_Xian_1980", "D_Xian_1980").first.contains(QStringLiteral("西安")));
    CHECK(named("GCS_Beijing_1954", "D_Beijing_1954").first.contains(QStringLiteral("北京")));
    CHECK(named("GCS_New_Beijing", "D_New_Beijing").first.contains(QStringLiteral("北京")));
    // PROJ knows them and has no way from there in China.
    for (const int epsg : {4301, 4322, 4267})
        CHECK(remark(epsg).contains(QStringLiteral("不明")));
    CHECK(named("Unknown", "D_Unknown").first.contains(QStringLiteral("不明")));
    CHECK(named(
        "GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000", "CGCS2000\",6378137.0,298.257222101")
              .first.isEmpty());
    CHECK(named("GCJ02", "D_GCJ_02").second == Datum::gcj02);
    CHECK(named("BD-09", "D_BD09").second == Datum::bd09);
    CHECK(named("GCS_WGS_1984", "D_WGS_1984", "WGS_1984\",6378137.0,298.257223563").second == std::nullopt);
}

TEST_CASE("what a layer stands on is said when it is read and when it is looked into")
{
    const LayerFiles files;
    const QString path = files.write(
        QStringLiteral("点.geojson"), geoJson(R"({"type":"Point","coordinates":[107.1,29.1]})"));
    const auto old = readFeatureLayer(path, {.crs = QStringLiteral("EPSG:4610")});
    REQUIRE(old);
    REQUIRE(old->remarks.size() == 1);
    CHECK(old->remarks.first().contains(QStringLiteral("50～150 米")));
    CHECK(readFeatureLayer(path)->remarks.isEmpty());
    // GCJ-02 by name is moved and said; by 奥维's custom it is asked for.
    const QString shape = pointsFile(files, QStringLiteral("名.shp"), "ESRI Shapefile", {"a"});
    files.write(QStringLiteral("名.prj"),
        R"(GEOGCS["GCJ-02",DATUM["D_GCJ_02",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])");
    const auto named = readFeatureLayer(shape);
    REQUIRE(named);
    REQUIRE(named->remarks.size() == 1);
    double xy[2];
    std::memcpy(xy, named->features[0].wkb.constData() + 5, sizeof xy);
    CHECK(std::abs(xy[0] - toCgcs2000({107, 29}, Datum::gcj02).lon) < 1e-9);
    CHECK_FALSE(inspectLayerFile(shape)->layers[0].remarks.isEmpty());
    CHECK(readPointTables(shape).error().text.contains(QStringLiteral("gcj02")));
    CHECK(readPointTables(shape, Datum::gcj02)->first().rows.first().place == LonLat{107, 29});
    CHECK(readFeatureLayer(shape, {.crs = QStringLiteral("EPSG:4490")})->remarks.isEmpty());
    // GeoJSON by the name in its crs; GDAL takes what it does not know for WGS 84.
    const auto crs = [&](const QByteArray& member) {
        QByteArray json = geoJson(R"({"type":"Point","coordinates":[107,29]})");
        return files.write(QStringLiteral("称.geojson"), json.insert(1, "\"crs\":" + member + ','));
    };
    for (const char* name : {"GCJ02", "gcj-02", "火星坐标系"}) {
        INFO(name);
        const QString json = crs(QByteArray(R"({"type":"name","properties":{"name":")") + name + "\"}}");
        const auto moved = readFeatureLayer(json);
        REQUIRE(moved);
        REQUIRE(moved->remarks.size() == 1);
        CHECK(moved->remarks.first().contains(QStringLiteral("GCJ-02 换算")));
        CHECK_FALSE(inspectLayerFile(json)->layers[0].remarks.isEmpty());
        CHECK(readPointTables(json).error().text.contains(QStringLiteral("gcj02")));
        CHECK(readPointTables(json, Datum::gcj02));
    }
    const QString nobodys = crs(R"({"type":"name","properties":{"name":"某县独立坐标系"}})");
    CHECK(readFeatureLayer(nobodys)->remarks.first().contains(QStringLiteral("不明")));
    CHECK(readPointTables(nobodys)->first().remarks.first().contains(QStringLiteral("不明")));
    CHECK_FALSE(inspectLayerFile(nobodys)->layers[0].remarks.isEmpty());
    for (const char* known : {R"({"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}})",
             R"({"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}})",
             R"({"type":"EPSG","properties":{"code":4326}})", "null"}) {
        INFO(known);
        CHECK(readFeatureLayer(crs(known))->remarks.isEmpty());
    }
    // 奥维 by its ending or by its elements, also when somebody called it .kml.
    for (const QString& ovital : {files.write(QStringLiteral("奥.ovkml"), kml(placemark("<name>a</name>"))),
             files.write(QStringLiteral("奥.kml"), kml(placemark("<name>a</name><OvStyle/>")))}) {
        INFO(ovital.toStdString());
        CHECK(readFeatureLayer(ovital).error().text.contains(QStringLiteral("--datum")));
        CHECK(readPointTables(ovital).error().text.contains(QStringLiteral("--datum")));
        CHECK(readFeatureLayer(ovital, {.datum = Datum::gcj02}));
        CHECK(readFeatureLayer(ovital, {.datum = Datum::wgs84}));
        const auto seen = inspectLayerFile(ovital);
        REQUIRE(seen);
        CHECK(seen->layers[0].doubtful);
        CHECK(seen->layers[0].choices.first().datum == Datum::gcj02);
    }
}

TEST_CASE("a layer with latitude first is refused with the remedy that helps")
{
    const LayerFiles files;
    const QString degrees = files.write(QStringLiteral("反.geojson"),
        geoJson(R"({"type":"Polygon","coordinates":[[[29,107],[29,107.1],[29.1,107.1],[29,107]]]})"));
    // In the west of China both readings lie on earth, one of them in the Arctic.
    const QString west = files.write(QStringLiteral("西.geojson"),
        geoJson(R"({"type":"Polygon","coordinates":[[[43,87],[43,87.1],[43.1,87.1],[43,87]]]})"));
    for (const QString& path : {degrees, west}) {
        const auto refused = readVectorLayer(path);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().text.contains(QStringLiteral("--swap-axes")));
        CHECK_FALSE(readFeatureLayer(path));
        CHECK(readVectorLayer(path, {.swapAxes = true}));
    }
    CHECK(readFeatureLayer(
        files.write(QStringLiteral("外.geojson"), geoJson(R"({"type":"Point","coordinates":[2.3,48.8]})"))));
}

TEST_CASE("a datum that stands only in a name or description is asked for at every door")
{
    const LayerFiles files;
    const auto place = [](const char* more) { return placemark(QByteArray("<name>甲</name>") + more); };
    const QByteArray plain = geoJson(R"({"type":"Point","coordinates":[107.1,29.1]})");
    const auto json = [&](const QByteArray& more) {
        QByteArray text = plain;
        return text.replace("{\"type\":\"FeatureCollection\"", "{\"type\":\"FeatureCollection\"," + more);
    };
    const QByteArray gpx
        = R"(<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><metadata><desc>%1</desc></metadata><wpt lat="29.1" lon="107.1"><name>甲</name></wpt></gpx>)";
    struct Case {
        QString path;
        const char* datum;
    };
    QList<Case> asked;
    const auto write = [&](const QString& name, const QByteArray& bytes, const char* datum) {
        asked.append({files.write(name, bytes), datum});
    };
    write(QStringLiteral("一.kml"), kml("<name>网点（高德）</name>" + place("")), "gcj02");
    write(QStringLiteral("二.kml"),
        kml("<description>坐标：GCJ02</description><Folder><name>甲组</name>" + place("") + "</Folder>"),
        "gcj02");
    write(QStringLiteral("三.kml"), kml("<Folder><name>百度导出</name>" + place("") + "</Folder>"), "bd09");
    write(QStringLiteral("四.kml"),
        kml("<Folder><description><![CDATA[火星坐标]]></description>" + place("") + "</Folder>"), "gcj02");
    write(QStringLiteral("网点_BD-09.kml"), kml(place("")), "bd09");
    write(QStringLiteral("五.kml"),
        kml(place("<ExtendedData><Data name=\"高德经度\"><value>1</value></Data></ExtendedData>")), "gcj02");
    write(QStringLiteral("六.geojson"), json("\"name\":\"poi_gcj02\""), "gcj02");
    write(QStringLiteral("七.geojson"), json("\"description\":\"来自百度地图\""), "bd09");
    write(QStringLiteral("八.geojson"),
        geoJson(R"({"type":"Point","coordinates":[107.1,29.1]})", "{\"bd09_lng\":1}"), "bd09");
    write(QStringLiteral("高德.geojson"), plain, "gcj02");
    write(QStringLiteral("九.gpx"), QByteArray(gpx).replace("%1", "GCJ-02"), "gcj02");
    for (const Case& each : std::as_const(asked)) {
        const auto layer = readFeatureLayer(each.path);
        INFO(each.path.toStdString());
        REQUIRE_FALSE(layer);
        CHECK_THAT(layer.error().text.toStdString(), Catch::Contains(std::string("--datum ") + each.datum));
        const auto seen = inspectLayerFile(each.path);
        REQUIRE(seen);
        CHECK(asksForDatum(seen->layers.first()));
        CHECK(seen->layers.first().choices.first().datum
            == (qstrcmp(each.datum, "bd09") == 0 ? Datum::bd09 : Datum::gcj02));
        if (!each.path.endsWith(QStringLiteral(".gpx")))
            CHECK_FALSE(readPointTables(each.path));
        for (const Datum answer : {Datum::wgs84, Datum::gcj02, Datum::bd09})
            CHECK(readFeatureLayer(each.path, {.datum = answer}));
        CHECK(readFeatureLayer(each.path, {.crs = QStringLiteral("EPSG:4490")}));
    }
    // Places that are called so, and values of fields, say nothing of the whole.
    for (const QByteArray& text :
        {kml("<name>高德镇网点</name>" + place("")), kml("<name>火星村</name>" + place("")),
            kml(place("<ExtendedData><Data name=\"来源\"><value>高德</value></Data></ExtendedData>")),
            kml("<name>DATAMAP</name>" + place(""))})
        CHECK(readFeatureLayer(files.write(QStringLiteral("无.kml"), text)));
}

TEST_CASE("points in metres whose x and y are changed over are refused with that guess")
{
    const LayerFiles files;
    const GdalSession session;
    for (const int epsg : {4545, 4524, 4507, 2362}) {
        const QString path = files.path(QStringLiteral("反%1.gpkg").arg(epsg));
        GDALDataset* data = GetGDALDriverManager()->GetDriverByName("GPKG")->Create(
            path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr);
        OGRSpatialReference metres, degrees;
        metres.importFromEPSG(epsg);
        degrees.importFromEPSG(4490);
        metres.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const std::unique_ptr<OGRCoordinateTransformation> way(
            OGRCreateCoordinateTransformation(&degrees, &metres));
        double x = 107.1, y = 29.1;
        REQUIRE(way->Transform(1, &x, &y));
        OGRLayer* layer = data->CreateLayer("points", &metres, wkbPoint, nullptr);
        OGRFeature feature(layer->GetLayerDefn());
        OGRPoint point(y, x);
        feature.SetGeometry(&point);
        REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
        GDALClose(data);
        INFO(epsg);
        const auto table = readPointTables(path);
        REQUIRE_FALSE(table);
        if (epsg == 4545)
            CHECK_THAT(table.error().text.toStdString(), Catch::Contains("写反"));
        const auto read = readFeatureLayer(path);
        REQUIRE_FALSE(read);
        CHECK_THAT(read.error().text.toStdString(), Catch::Contains("--swap-axes"));
        CHECK(readFeatureLayer(path, {.swapAxes = true}));
    }
}

TEST_CASE("what cannot be placed is counted from one")
{
    const LayerFiles files;
    const auto read = readFeatureLayer(
        files.write(QStringLiteral("远.geojson"), geoJson(R"({"type":"Point","coordinates":[500,95]})")));
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().text.toStdString(), Catch::Contains("第 1 个"));
}

TEST_CASE("every reference system that an office meets has a Chinese name")
{
    for (const auto& [crs, title] :
        QList<std::pair<const char*, const char*>>{{"EPSG:4610", "西安80 经纬度（EPSG:4610）"},
            {"EPSG:4214", "北京54 经纬度（EPSG:4214）"}, {"EPSG:4490", "CGCS2000 经纬度（EPSG:4490）"},
            {"EPSG:4326", "WGS84 经纬度（EPSG:4326）"}, {"EPSG:4555", "新北京54 经纬度（EPSG:4555）"},
            {"EPSG:2360", "西安80 3°带，第36带（带号在前）（EPSG:2360）"},
            {"EPSG:2381", "西安80 3°带，中央经线108°E（EPSG:2381）"},
            {"EPSG:2332", "西安80 6°带，第18带（带号在前）（EPSG:2332）"},
            {"EPSG:4524", "CGCS2000 3°带，第36带（带号在前）（EPSG:4524）"},
            {"EPSG:4545", "CGCS2000 3°带，中央经线108°E（EPSG:4545）"},
            {"EPSG:4496", "CGCS2000 6°带，第18带（带号在前）（EPSG:4496）"},
            {"EPSG:4507", "CGCS2000 6°带，中央经线105°E（EPSG:4507）"},
            {"EPSG:2412", "北京54 3°带，第36带（带号在前）（EPSG:2412）"},
            {"EPSG:21418", "北京54 6°带，第18带（带号在前）（EPSG:21418）"},
            {"EPSG:32648", "WGS84 UTM 48 带（EPSG:32648）"}, {"EPSG:3857", "Web 墨卡托（EPSG:3857）"},
            {"EPSG:27700", "EPSG:27700"}, {"某地独立坐标系", "某地独立坐标系"}, {"", ""}}) {
        INFO(crs);
        CHECK(crsTitle(QString::fromUtf8(crs)).toStdString() == title);
    }
    for (int epsg = 4491; epsg <= 4554; ++epsg) {
        const QString title = crsTitle(QStringLiteral("EPSG:%1").arg(epsg));
        INFO(epsg);
        CHECK(title.startsWith(QStringLiteral("CGCS2000 ")));
    }
}
