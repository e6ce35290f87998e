// What surveyors and designers hand over that is no layer of ours, and layers that do not say where they lie.
#include "core/geo/gdal_session.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/point_table.h"
#include "tests/core/geo/layers/layer_files.h"

#include <QDir>

using namespace coop;
using coop::test::geoJson;
using coop::test::LayerFiles;
using coop::test::zipOf;

namespace
{
std::string refusalOf(const QString& path, const LayerReadOptions& options = {})
{
    const auto read = readFeatureLayer(path, options);
    return read ? std::string("读了") : read.error().text.toStdString();
}

/// A layer of one point; `srs` as the file's own GeoPackage tables say it.
QString madeLayer(const LayerFiles& files, const QString& name, const char* driver, int srs = 4490)
{
    const GdalSession session;
    const QString path = files.path(name);
    GDALDataset* data = GetGDALDriverManager()->GetDriverByName(driver)->Create(
        path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(data != nullptr);
    OGRSpatialReference degrees;
    degrees.importFromEPSG(4490);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = data->CreateLayer("points", &degrees, wkbPoint, nullptr);
    REQUIRE(layer != nullptr);
    OGRFieldDefn field("name", OFTString);
    layer->CreateField(&field);
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField(0, "甲");
    OGRPoint point(107.1, 29.1);
    feature.SetGeometry(&point);
    REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
    if (srs != 4490)
        for (const char* table : {"gpkg_geometry_columns", "gpkg_contents"})
            data->ExecuteSQL(
                ("UPDATE " + QByteArray(table) + " SET srs_id = " + QByteArray::number(srs)).constData(),
                nullptr, nullptr);
    GDALClose(data);
    return path;
}
} // namespace

TEST_CASE(
    "a drawing of another program is refused with what it is and what to do under any name and in a zip")
{
    const LayerFiles files;
    const QByteArray dwg = "AC1027" + QByteArray(100, '\0');
    const QByteArray gml = "<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"/>";
    for (const char* name : {"地形.dwg", "地形.dxf", "地形.shp", "地形.gpkg", "地形.geojson"})
        CHECK_THAT(refusalOf(files.write(QString::fromUtf8(name), dwg)),
            Catch::Contains("AutoCAD 图纸（DWG）") && Catch::Contains("另存为 DXF"));
    CHECK_THAT(refusalOf(files.write(QStringLiteral("路.gml"), gml)),
        Catch::Contains("GML") && Catch::Contains("QGIS") && Catch::Contains("GeoPackage"));
    CHECK_THAT(
        refusalOf(files.write(QStringLiteral("包.zip"), zipOf({{"图/说明.txt", "x"}, {"图/地形.dwg", dwg}}))),
        Catch::Contains("包.zip 里的 图/地形.dwg") && Catch::Contains("DWG"));
    CHECK_THAT(refusalOf(files.write(QStringLiteral("空.zip"), zipOf({{"说明.txt", "x"}}))),
        Catch::Contains("没有图层文件"));
    const auto looked = inspectLayerFile(files.path(QStringLiteral("地形.dwg")));
    REQUIRE_FALSE(looked);
    CHECK_THAT(looked.error().text.toStdString(), Catch::Contains("DWG"));
}

TEST_CASE(
    "a folder gdb is opened with a slash behind it and by any file in it and told when it has lost its name")
{
    const LayerFiles files;
    const QString folder = madeLayer(files, QStringLiteral("界线.gdb"), "OpenFileGDB");
    for (const char* inside : {"", "/", "/gdb", "/timestamps", "/a00000001.gdbtable", "/a00000009.gdbtablx"})
        CHECK(refusalOf(folder + QString::fromUtf8(inside)) == "读了");
    const auto points = readPointTables(folder + u'/', Datum::cgcs2000);
    REQUIRE(points);
    CHECK(points->first().rows.size() == 1);
    REQUIRE(QDir().rename(folder, files.path(QStringLiteral("界线"))));
    CHECK_THAT(refusalOf(files.path(QStringLiteral("界线"))), Catch::Contains("改名为“界线.gdb”"));
}

TEST_CASE("a GeoPackage that says its reference system is undefined is asked for it by every door")
{
    const LayerFiles files;
    for (const int srs : {0, -1}) {
        const QString path = madeLayer(files, QStringLiteral("未定%1.gpkg").arg(srs), "GPKG", srs);
        CHECK_THAT(refusalOf(path), Catch::Contains("没有写明坐标系") && !Catch::Contains("ndefined"));
        const auto looked = inspectLayerFile(path);
        REQUIRE(looked);
        const LayerSample& sample = looked->layers.first();
        CHECK(sample.crs.isEmpty());
        CHECK(sample.remarks.isEmpty());
        REQUIRE_FALSE(sample.choices.isEmpty());
        CHECK(sample.choices.first().crs == QStringLiteral("EPSG:4490"));
        const auto points = readPointTables(path, Datum::cgcs2000);
        REQUIRE_FALSE(points);
        CHECK_THAT(points.error().text.toStdString(), Catch::Contains("没有写坐标系"));
        const auto said = readFeatureLayer(path, {.crs = QStringLiteral("EPSG:4490")});
        REQUIRE(said);
        CHECK(said->remarks.isEmpty());
    }
    // What was added as a link before this was asked is drawn as it was.
    const auto settled = readFeatureLayer(files.path(QStringLiteral("未定0.gpkg")), {.settled = true});
    REQUIRE(settled);
    REQUIRE(settled->remarks.size() == 1);
    CHECK_THAT(settled->remarks.first().toStdString(), !Catch::Contains("ndefined"));
}
