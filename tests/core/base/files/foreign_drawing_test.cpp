#include "core/base/files/foreign_drawing.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
std::string kindOf(const QByteArray& bytes)
{
    const auto found = foreignDrawing([&](qint64 from, qint64 most) { return bytes.mid(from, most); });
    return found ? found->what.toStdString() : std::string();
}

QByteArray utf16(const QByteArray& text)
{
    QByteArray wide;
    for (const char c : text)
        wide.append(c).append('\0');
    return wide;
}

/// An OLE file with a stream of this name in its directory.
QByteArray compound(const QByteArray& stream, int shift)
{
    QByteArray head("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    head.resize(1 << shift, '\0');
    head[30] = char(shift);
    head[48] = 2;
    return head + QByteArray(2 << shift, 'x') + utf16("Root Entry") + QByteArray(100, '\0') + utf16(stream);
}

QByteArray drawingDatabase(const QByteArray& schema, const QByteArray& application = QByteArray(4, '\0'))
{
    QByteArray bytes = QByteArray("SQLite format 3\0", 16) + QByteArray(52, '\1') + application;
    bytes.resize(4096, '\0');
    return bytes + QByteArray(1'100'000, '\0') + schema;
}
} // namespace

TEST_CASE("drawings and layers that no driver reads are told from their bytes")
{
    for (const char* version :
        {"AC1009", "AC1015", "AC1018", "AC1021", "AC1024", "AC1027", "AC1032", "AC2.10"})
        CHECK(kindOf(QByteArray(version) + QByteArray(40, '\0')) == "AutoCAD 图纸（DWG）");
    CHECK(kindOf("AutoCAD Binary DXF\r\n\x1A") == "二进制的 DXF 图纸");
    CHECK(kindOf("EXP  0 D:\\DATA\\ROAD.E00\r\nARC  2\r\n") == "ArcInfo 交换文件（E00）");
    CHECK(kindOf(QByteArray("\xFF\xFE\xFF\x0E", 4) + utf16("SketchUp Model"))
        == "草图大师三维模型（SketchUp）");
    CHECK(kindOf(QByteArray("MM\x20\x10\0\0\x02\0\x0A\0\0\0\x03\0\0\0", 16)) == "三维模型（3DS）");
    CHECK(kindOf(QByteArray("\0\0\0\x0D\x0A\x09OSMHeader", 15)) == "OpenStreetMap 数据");
    CHECK(kindOf(QByteArray("WMAP`D23\0\0", 10)) == "MapGIS 图层");
    CHECK(kindOf("HeadBegin\r\nDatamark:LANDUSE-VCT") == "国土空间数据交换文件（VCT）");
    for (const int shift : {9, 12})
        CHECK(kindOf(compound("BasicFileInfo", shift)) == "Revit 建筑模型");
    CHECK(kindOf(compound("Workbook", 9)).empty());
    CHECK(kindOf(drawingDatabase("CREATE TABLE spatial_ref_sys (x); CREATE TABLE \"geometry_columns\" (x)"))
        == "SpatiaLite 数据库");
}

TEST_CASE("documents in XML and JSON are told from their first element whatever their prefix and encoding")
{
    const QByteArray head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- 导出 -->\n";
    const QByteArray gml = " xmlns:gml=\"http://www.opengis.net/gml/3.2\"";
    CHECK(kindOf(head + "<gml:FeatureCollection" + gml + ">") == "GML 数据");
    CHECK(kindOf("\xEF\xBB\xBF" + head + "<ogr:FeatureCollection" + gml + ">") == "GML 数据");
    CHECK(kindOf(QByteArray("\xFF\xFE") + utf16("<FeatureCollection" + gml + ">")) == "GML 数据");
    CHECK(kindOf("<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\"" + gml + ">")
        == "WFS 服务给的数据（GML）");
    CHECK_THAT(kindOf("<wfs:WFS_Capabilities version=\"2.0.0\">"), Catch::Contains("地图服务"));
    CHECK_THAT(kindOf("<WMS_Capabilities>"), Catch::Contains("地图服务"));
    CHECK_THAT(kindOf(head + "<ows:ExceptionReport>"), Catch::Contains("出错信息"));
    CHECK(kindOf(head + "<osm version=\"0.6\">") == "OpenStreetMap 数据");
    CHECK_THAT(kindOf("<!DOCTYPE qgis PUBLIC 'x'>"), Catch::Contains("QGIS 的工程"));
    for (const char* topology :
        {"{\"type\":\"Topology\",\"objects\":{}", "{ \"arcs\" : [],\n\"type\": \"Topology\""})
        CHECK(kindOf(topology) == "TopoJSON 数据");
}

TEST_CASE("what the program reads and what other doors tell is none of them")
{
    for (const QByteArray& own : {QByteArray("名称,镇街\nAC1015,大观镇\n"), QByteArray("EXP 0,1\n"),
             QByteArray("{\"type\":\"FeatureCollection\",\"name\":\"Topology\",\"features\":[]}"),
             QByteArray("<kml xmlns:gx=\"x\" xmlns:gml=\"http://www.opengis.net/gml\">"), QByteArray("<gpx>"),
             QByteArray("<html><a href='http://www.opengis.net/gml'>"), QByteArray("<Workbook>"),
             QByteArray("0\nSECTION\n2\nHEADER\n"), QByteArray("II*\0x", 5),
             QByteArray("MM\0*\0\0\0\x08\0\0\0\0", 12), QByteArray("PK\x03\x04"), QByteArray(),
             drawingDatabase(
                 "CREATE TABLE gpkg_contents (x); CREATE TABLE gpkg_geometry_columns, gpkg_spatial_ref_sys"),
             drawingDatabase("spatial_ref_sys geometry_columns", "GPKG"),
             drawingDatabase("CREATE TABLE tiles (x)")}) {
        INFO(own.left(60).toStdString());
        CHECK(kindOf(own).empty());
    }
}
