#include "core/geo/layers/point_table.h"
#include "tests/core/geo/layers/layer_files.h"

using namespace coop;
using namespace coop::test;

namespace
{
/// A layer of one point in EPSG:4490 with a field of this type; `fill` says what stands in it.
template <class Fill>
QString layerWith(const LayerFiles& files, const char* driver, const char* name, OGRFieldType type, Fill fill)
{
    const GdalSession session;
    const QString path = files.path(QString::fromLatin1(name));
    GDALDataset* data = GetGDALDriverManager()->GetDriverByName(driver)->Create(
        path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(data);
    OGRSpatialReference degrees;
    degrees.importFromEPSG(4490);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = data->CreateLayer("points", &degrees, wkbPoint);
    OGRFieldDefn day("day", type);
    REQUIRE(layer->CreateField(&day) == OGRERR_NONE);
    OGRFeature feature(layer->GetLayerDefn());
    OGRPoint place(107.1, 29.1);
    feature.SetGeometry(&place);
    fill(feature);
    REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
    GDALClose(data);
    return path;
}

std::string dayIn(const QString& path)
{
    const auto tables = readPointTables(path);
    REQUIRE(tables);
    return tables->first().rows.first().values.first().toStdString();
}
} // namespace

TEST_CASE("a moment of a layer that names its zone is the day in China and any other the day that it says")
{
    const LayerFiles files;
    constexpr int local = 1, utc = 100, china = 132;
    const auto day = [&](const char* name, int zone) {
        return dayIn(layerWith(files, "GeoJSON", name, OFTDateTime,
            [&](OGRFeature& feature) { feature.SetField(0, 2024, 7, 25, 16, 30, 0, zone); }));
    };
    CHECK(day("utc.geojson", utc).substr(0, 19) == "2024-07-25T16:30:00"); // as written: the import reads it
    const auto typed = [&](const char* name, int zone) {
        return dayIn(layerWith(files, "FlatGeobuf", name, OFTDateTime,
            [&](OGRFeature& feature) { feature.SetField(0, 2024, 7, 25, 16, 30, 0, zone); }));
    };
    CHECK(typed("utc.fgb", utc) == "2024-07-26");
    CHECK(typed("china.fgb", china) == "2024-07-25");
    CHECK(typed("local.fgb", local) == "2024-07-25");
}

TEST_CASE("a day of a Shapefile that is none is told as it stands and never left out")
{
    const LayerFiles files;
    const QString path = layerWith(files, "ESRI Shapefile", "points.shp", OFTDate,
        [](OGRFeature& feature) { feature.SetField(0, 2024, 3, 5); });
    CHECK(dayIn(path) == "2024-03-05");
    QFile table(files.path(QStringLiteral("points.dbf")));
    REQUIRE(table.open(QIODevice::ReadWrite));
    const QByteArray bytes = table.readAll();
    const qsizetype at = bytes.indexOf("20240305");
    REQUIRE(at > 0);
    REQUIRE(table.seek(at));
    REQUIRE(table.write("20241399") == 8);
    table.close();
    CHECK(dayIn(path).find("13") != std::string::npos);
}

TEST_CASE("a number that was too wide for its column of a Shapefile is told and the others are read")
{
    const LayerFiles files;
    const QString path = layerWith(files, "ESRI Shapefile", "宽.shp", OFTInteger,
        [](OGRFeature& feature) { feature.SetField(0, 54321); });
    const auto whole = readPointTables(path);
    REQUIRE(whole);
    CHECK(whole->first().rows.first().values.first() == QStringLiteral("54321"));
    CHECK(whole->first().remarks.isEmpty());
    QFile table(path.left(path.size() - 3) + QStringLiteral("dbf"));
    REQUIRE(table.open(QIODevice::ReadWrite));
    const QByteArray bytes = table.readAll().replace("54321", "*****");
    REQUIRE(table.seek(0));
    REQUIRE(table.write(bytes) == bytes.size());
    table.close();
    const auto cut = readPointTables(path);
    REQUIRE(cut);
    CHECK(cut->first().rows.first().values.first().isEmpty());
    CHECK_THAT(cut->first().remarks.join(u' ').toStdString(),
        Catch::Contains("“day”") && Catch::Contains("1 行的数比列宽"));
}
