// Files of every format that an office has (tests/fixtures/layers), read as they are.
#include "core/geo/coordinates/projection.h"
#include "core/geo/layers/layer_inspector.h"
#include "core/geo/layers/raster_source.h"
#include "core/geo/shapes/geometry.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace coop;

namespace
{
QString fixture(const char* name)
{
    return QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/") + QString::fromUtf8(name);
}

VectorLayer read(const char* name, const LayerReadOptions& options = {})
{
    const auto layer = readFeatureLayer(fixture(name), options);
    INFO(name << ": " << (layer ? "" : layer.error().text.toStdString()));
    REQUIRE(layer);
    return *layer;
}

const Projection zone = Projection::forLongitude(108);

/// The first square of the fixtures, from 107.00°E 29.00°N to 107.10°E 29.10°N.
void checkFirstSquare(const LayerFeature& feature, double tolerance = 1.0)
{
    const Bounds box = zone.shapeOf(feature.wkb).bounds();
    const MapPoint west = zone.toMetres({107, 29}), east = zone.toMetres({107.1, 29.1});
    CHECK(std::abs(box.bottom - zone.toMetres({107.1, 29}).y) < tolerance);
    CHECK(std::abs(box.left - west.x) < tolerance);
    CHECK(std::abs(box.right - east.x) < tolerance);
    CHECK(std::abs(box.top - zone.toMetres({107, 29.1}).y) < tolerance);
}
} // namespace

TEST_CASE("every format that an office has is read with its names and places")
{
    for (const char* name : {"gbk_cpg.shp", "gbk_no_cpg.shp", "utf8_cpg.shp", "utf8_no_cpg.shp",
             "gbk_wrong_cpg.shp", "gbk_latin_cpg.shp", "metres_4545.shp", "zipped.zip", "towns.gpkg",
             "towns.geojson", "towns.kml", "towns.kmz", "towns.tab", "towns.mif", "towns.fgb"}) {
        INFO(name);
        const VectorLayer layer = read(name);
        REQUIRE(layer.features.size() == 2);
        CHECK(layer.kind == GeometryKind::polygons);
        CHECK(layer.features[0].name == QStringLiteral("云岭镇"));
        CHECK(layer.features[1].name == QStringLiteral("中桥乡"));
        CHECK(layer.features[1].code == QStringLiteral("500100102"));
        CHECK(layer.repaired == 0);
        CHECK(layer.skipped == 0);
        checkFirstSquare(layer.features[0]);
        // As boundaries as well.
        const auto polygons = readVectorLayer(fixture(name));
        REQUIRE(polygons);
        CHECK(polygons->features[0].wkb == layer.features[0].wkb);
    }
}

TEST_CASE("lines and points are read, mixed ones together; CAD without CRS when it is named")
{
    const VectorLayer mixed = read("mixed.geojson");
    REQUIRE(mixed.features.size() == 4);
    CHECK(mixed.kind == GeometryKind::mixed);
    CHECK(mixed.features[3].name == QStringLiteral("乙店"));
    CHECK(zone.shapeOf(mixed.features[2].wkb).isEmpty());
    CHECK(readFeatureLayer(fixture("lines.dxf")).error().text.contains(QStringLiteral("坐标系")));
    const VectorLayer lines = read("lines.dxf", {.crs = QStringLiteral("EPSG:4490")});
    CHECK(lines.features.size() == 2);
    CHECK(lines.kind == GeometryKind::lines);
    const auto boundaries = readVectorLayer(fixture("mixed.geojson"));
    REQUIRE(boundaries);
    CHECK(boundaries->features.size() == 2);
    CHECK(boundaries->skipped == 2);
}

TEST_CASE("what makes a polygon invalid is mended and counted; empty, flat and curved ones are read")
{
    const VectorLayer crossing = read("self_crossing.geojson");
    CHECK(crossing.repaired == 1);
    const Shape shape = zone.shapeOf(crossing.features[0].wkb);
    CHECK(shape.parts.size() == 2);
    const double square = zone.shapeOf(crossing.features[1].wkb).area();
    CHECK(std::abs(shape.area() / square - 0.5) < 0.001);
    CHECK(readFeatureLayer(fixture("empty.gpkg")).error().text.contains(QStringLiteral("空图层")));
    const VectorLayer threeD = read("three_d.gpkg");
    REQUIRE(threeD.features.size() == 1);
    checkFirstSquare(threeD.features[0]);
    CHECK(threeD.features[0].wkb.size() == 93); // 2D: 1+4+4 +4 + 5×16
    const VectorLayer curves = read("curves.gpkg");
    CHECK(zone.shapeOf(curves.features[0].wkb).vertexCount() > 50);
    CHECK(read("null_geometry.geojson").skipped == 1);
}

TEST_CASE("a CRS that nobody wrote down is found by the size of the coordinates")
{
    const LonLat near{107.1, 29.1};
    const auto first = [&](const char* name) {
        const auto found = inspectLayerFile(fixture(name), {}, near);
        REQUIRE(found);
        REQUIRE(found->layers.size() == 1);
        REQUIRE_FALSE(found->layers[0].choices.isEmpty());
        const CrsChoice choice = found->layers[0].choices.first();
        CHECK(std::abs(choice.centre.lon - 107.1) < 0.001);
        CHECK(std::abs(choice.centre.lat - 29.05) < 0.001);
        const VectorLayer layer
            = read(name, {.crs = choice.crs, .datum = choice.datum, .swapAxes = choice.swapAxes});
        checkFirstSquare(layer.features[0]);
        return choice;
    };
    CHECK(first("no_prj.shp").crs == QStringLiteral("EPSG:4490"));
    CHECK(first("zone_prefix_no_prj.shp").crs == QStringLiteral("EPSG:4524"));
    CHECK(first("zone_no_prj.shp").crs == QStringLiteral("EPSG:4545"));
    const CrsChoice swapped = first("swapped_no_prj.shp");
    CHECK(swapped.crs == QStringLiteral("EPSG:4545"));
    CHECK(swapped.swapAxes);
    CHECK(swapped.title.contains(QStringLiteral("X、Y 对调")));
    // GCJ-02 and BD-09 are offered, never the first.
    const auto degrees = inspectLayerFile(fixture("no_prj.shp"), {}, near);
    QList<Datum> offered;
    for (const CrsChoice& choice : degrees->layers[0].choices)
        offered += choice.datum;
    CHECK(offered == QList<Datum>{Datum::cgcs2000, Datum::gcj02, Datum::bd09});
    // A .prj that cannot be true is doubted.
    const auto wrong = inspectLayerFile(fixture("degrees_metre_prj.shp"), {}, near);
    CHECK(wrong->layers[0].crs == QStringLiteral("EPSG:4545"));
    CHECK(wrong->layers[0].doubtful);
    CHECK(wrong->layers[0].choices.first().crs == QStringLiteral("EPSG:4490"));
    CHECK_FALSE(inspectLayerFile(fixture("towns.gpkg"), {}, near)->layers[0].doubtful);
    CHECK(crsChoices({-5000, -5000, 1e9, 1e9}).isEmpty());
}

TEST_CASE("degrees of a web map are moved to CGCS2000, metres are refused")
{
    CHECK_FALSE(readFeatureLayer(fixture("gcj02_points.geojson"))); // its name asks
    const VectorLayer plain = read("gcj02_points.geojson", {.datum = Datum::wgs84});
    const VectorLayer moved = read("gcj02_points.geojson", {.datum = Datum::gcj02});
    CHECK(plain.features[0].wkb != moved.features[0].wkb);
    const LonLat expected = toCgcs2000({107.05, 29.05}, Datum::gcj02);
    double xy[2];
    std::memcpy(xy, moved.features[0].wkb.constData() + 5, sizeof xy);
    CHECK(std::abs(xy[0] - expected.lon) < 1e-12);
    CHECK(std::abs(xy[1] - expected.lat) < 1e-12);
    CHECK(std::abs(xy[0] - 107.05) > 0.002);
    CHECK(readFeatureLayer(fixture("metres_4545.shp"), {.datum = Datum::bd09})
              .error()
              .text.contains(QStringLiteral("平面坐标")));
}

TEST_CASE("a file shows sample rows, and the encodings that its bytes can be in")
{
    const auto gbk = inspectLayerFile(fixture("gbk_no_cpg.shp"));
    REQUIRE(gbk);
    CHECK(gbk->format == QStringLiteral("ESRI Shapefile"));
    REQUIRE_FALSE(gbk->encodings.isEmpty());
    CHECK(gbk->encodings.first() == QStringLiteral("GB18030"));
    CHECK_FALSE(gbk->encodings.contains(QStringLiteral("UTF-8")));
    CHECK(gbk->layers[0].rows[0] == QStringList{QStringLiteral("500100101"), QStringLiteral("云岭镇")});
    CHECK(gbk->layers[0].fields == QStringList{QStringLiteral("code"), QStringLiteral("name")});
    CHECK(inspectLayerFile(fixture("utf8_no_cpg.shp"))->encodings.first() == QStringLiteral("UTF-8"));
    const auto forced = inspectLayerFile(fixture("gbk_no_cpg.shp"), QStringLiteral("BIG5"));
    REQUIRE(forced);
    CHECK(forced->layers[0].rows[0][1] != QStringLiteral("云岭镇"));
    CHECK_FALSE(inspectLayerFile(fixture("没有.shp")));
    CHECK(inspectLayerFile(fixture("empty.gpkg"))->layers[0].features == 0);
}

TEST_CASE("reading stops when it is told to")
{
    int asked = 0;
    const auto all = readFeatureLayer(
        QStringLiteral(COOP_SOURCE_DIR "/data/nanchuan/nanchuan_townships_schematic.geojson"));
    REQUIRE(all);
    CHECK(readFeatureLayer(fixture("towns.gpkg"), {}, [&](double) {
        ++asked;
        return false;
    }));
    CHECK(asked == 0); // two features are read before anybody could ask
}

TEST_CASE("pictures lie on the ground where they belong")
{
    const Bounds expected = [] {
        Bounds box;
        for (const auto& [lon, lat] :
            {std::pair(107.0, 28.9), std::pair(107.2, 29.1), std::pair(107.0, 29.1), std::pair(107.2, 28.9)})
            box.add(zone.toMetres({lon, lat}));
        return box;
    }();
    for (const auto& [name, crs] : {std::pair("ground.tif", ""), std::pair("ground.png", "EPSG:4490"),
             std::pair("ground.jpg", "EPSG:4490"), std::pair("heights.tif", "")}) {
        INFO(name);
        const auto source = RasterSource::open(fixture(name), QString::fromLatin1(crs));
        REQUIRE(source);
        const Bounds box = (*source)->bounds(zone);
        CHECK(std::abs(box.left - expected.left) < 5);
        CHECK(std::abs(box.right - expected.right) < 5);
        CHECK(std::abs(box.top - expected.top) < 20);
        CHECK(std::abs(box.bottom - expected.bottom) < 20);
        const RasterPicture picture = (*source)->read(zone, expected.grown(expected.width() / 2), 200, 200);
        REQUIRE(picture.rgba.size() == 200u * 200u * 4u);
        const auto at = [&](int x, int y) { return picture.rgba.data() + (size_t(y) * 200 + size_t(x)) * 4; };
        CHECK(int(at(2, 2)[3]) == 0); // outside
        CHECK(int(at(100, 100)[3]) == 255);
        if (QLatin1String(name).startsWith(QLatin1String("ground"))) {
            CHECK(std::abs(int(at(100, 100)[0]) - 200) < 12);
            CHECK(int(at(100, 70)[1]) < int(at(100, 130)[1])); // greener to the south
        }
    }
    CHECK(RasterSource::open(fixture("ground.png")).error().text.contains(QStringLiteral("坐标系")));
    const auto tiles = RasterSource::open(fixture("ground.mbtiles"));
    REQUIRE(tiles);
    const RasterPicture picture = (*tiles)->read(zone, expected, 100, 100);
    REQUIRE_FALSE(picture.rgba.empty());
    CHECK(int(picture.rgba[(50 * 100 + 50) * 4 + 3]) == 255);
    CHECK((*tiles)->read(zone, expected, 100, 100, [] { return true; }).rgba.empty());
    const auto seen = inspectLayerFile(fixture("ground.jpg"), {}, LonLat{107.1, 29});
    REQUIRE(seen);
    CHECK(seen->raster);
    CHECK(seen->layers[0].crs.isEmpty());
    CHECK(seen->layers[0].choices.first().crs == QStringLiteral("EPSG:4490"));
    CHECK_FALSE(RasterSource::open(fixture("towns.gpkg")));
}
