#include "core/base/text/text.h"
#include "core/geo/coordinates/projection.h"
#include "core/geo/layers/place_join.h"
#include "core/geo/layers/vector_layer.h"

#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <ogrsf_frmts.h>

using namespace coop;

namespace
{
struct Made {
    const char* driver;
    const char* file;
};

/// Two townships written by GDAL: one square, one that crosses itself. `epsg` 0 writes no coordinate system.
QString writeLayer(const QTemporaryDir& folder, const Made& made, int epsg, const char* encoding = nullptr)
{
    GDALAllRegister();
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    const QString path = folder.filePath(QString::fromUtf8(made.file));
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(made.driver);
    REQUIRE(driver != nullptr);
    GDALDataset* data = driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(data != nullptr);
    OGRSpatialReference crs;
    if (epsg != 0) {
        crs.importFromEPSG(epsg);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    char** options = encoding ? CSLSetNameValue(nullptr, "ENCODING", encoding) : nullptr;
    OGRLayer* layer = data->CreateLayer("towns", epsg != 0 ? &crs : nullptr, wkbPolygon, options);
    CSLDestroy(options);
    REQUIRE(layer != nullptr);
    OGRFieldDefn code("code", OFTString);
    OGRFieldDefn name("name", OFTString);
    layer->CreateField(&code);
    layer->CreateField(&name);
    const double x = epsg == 4545 ? 412000 : 107.0;
    const double y = epsg == 4545 ? 3226000 : 29.1;
    const double side = epsg == 4545 ? 10000 : 0.1;
    for (int i = 0; i < 2; ++i) {
        OGRLinearRing ring;
        const double left = x + i * side;
        ring.addPoint(left, y);
        ring.addPoint(left + side, i == 0 ? y : y + side);
        ring.addPoint(left + side, i == 0 ? y + side : y);
        ring.addPoint(left, y + side);
        ring.closeRings();
        OGRPolygon polygon;
        polygon.addRing(&ring);
        OGRFeature* feature = OGRFeature::CreateFeature(layer->GetLayerDefn());
        feature->SetField("code", i == 0 ? "500119104" : "500119108");
        feature->SetField("name", i == 0 ? "大观镇" : "水江镇");
        feature->SetGeometry(&polygon);
        REQUIRE(layer->CreateFeature(feature) == OGRERR_NONE);
        OGRFeature::DestroyFeature(feature);
    }
    GDALClose(data);
    return path;
}
} // namespace

TEST_CASE("polygons come in from every format with codes, names and their place")
{
    const QTemporaryDir folder;
    for (const Made& made : {Made{"GPKG", "a.gpkg"}, Made{"GeoJSON", "a.geojson"},
             Made{"ESRI Shapefile", "a.shp"}, Made{"MapInfo File", "a.tab"}, Made{"FlatGeobuf", "a.fgb"}}) {
        INFO(made.driver);
        const QString path
            = writeLayer(folder, made, 4326, qstrcmp(made.driver, "ESRI Shapefile") == 0 ? "GBK" : nullptr);
        const auto layer = readVectorLayer(path);
        INFO((layer ? QString() : layer.error().text).toStdString());
        REQUIRE(layer.has_value());
        REQUIRE(layer->features.size() == 2);
        CHECK(layer->format == QString::fromUtf8(made.driver));
        // FlatGeobuf sorts by place.
        const auto& first = layer->features[layer->features[0].code == QStringLiteral("500119104") ? 0 : 1];
        CHECK(first.code == QStringLiteral("500119104"));
        CHECK(first.name == QStringLiteral("大观镇"));
        CHECK(layer->repaired == 1); // the one that crosses itself
        CHECK(middleLongitude(first.wkb) == Approx(107.05).margin(0.01));
    }
}

TEST_CASE("a Shapefile in GBK without .cpg is read when its encoding is named")
{
    const QTemporaryDir folder;
    const QString path = writeLayer(folder, {"ESRI Shapefile", "gbk.shp"}, 4490, "GBK");
    QFile::remove(folder.filePath(QStringLiteral("gbk.cpg")));
    const auto layer = readVectorLayer(path, {.encoding = QStringLiteral("GBK")});
    REQUIRE(layer.has_value());
    CHECK(layer->features[0].name == QStringLiteral("大观镇"));
}

TEST_CASE("without a coordinate system a layer is refused until it is named, and metres become degrees")
{
    const QTemporaryDir folder;
    const QString path = writeLayer(folder, {"ESRI Shapefile", "metres.shp"}, 4545);
    CHECK(middleLongitude(readVectorLayer(path)->features[0].wkb) == Approx(107.1).margin(0.1));
    CHECK(readVectorLayer(path)->crs == QStringLiteral("EPSG:4545"));
    QFile::remove(folder.filePath(QStringLiteral("metres.prj")));
    const auto refused = readVectorLayer(path);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().text.contains(QStringLiteral("--crs")));
    const auto named = readVectorLayer(path, {.crs = QStringLiteral("EPSG:4545")});
    REQUIRE(named.has_value());
    CHECK(middleLongitude(named->features[0].wkb) == Approx(107.1).margin(0.1));
}

TEST_CASE("what is no layer is refused with a sentence")
{
    const QTemporaryDir folder;
    const auto refusal = [](const QString& path, const LayerReadOptions& options = {}) {
        const auto layer = readVectorLayer(path, options);
        return layer ? QString() : layer.error().text;
    };
    QFile text(folder.filePath(QStringLiteral("假.shp")));
    REQUIRE(text.open(QIODevice::WriteOnly));
    text.write("this is no shapefile");
    text.close();
    CHECK_FALSE(refusal(text.fileName()).isEmpty());
    CHECK(refusal(folder.path()).contains(QStringLiteral("文件夹")));
    CHECK_FALSE(refusal(folder.filePath(QStringLiteral("没有.gpkg"))).isEmpty());
    const QString good = writeLayer(folder, {"GPKG", "good.gpkg"}, 4490);
    CHECK(refusal(good, {.codeField = QStringLiteral("XZQDM")}).contains(QStringLiteral("name")));
    QFile whole(good);
    REQUIRE(whole.open(QIODevice::ReadWrite));
    whole.resize(whole.size() / 3);
    whole.close();
    CHECK_FALSE(refusal(good).isEmpty());
}

TEST_CASE("features join by code, by 12-digit code, by name and by the name without its kind")
{
    const QList<NamedPlace> places{{1, QStringLiteral("500119104"), QStringLiteral("大观镇")},
        {2, QStringLiteral("500119108"), QStringLiteral("水江镇")},
        {3, QStringLiteral("500119003"), QStringLiteral("西城街道")},
        {4, QStringLiteral("500119999"), QStringLiteral("空镇")}};
    const auto feature = [](const char* code, const char* name) {
        return LayerFeature{.code = QString::fromUtf8(code), .name = QString::fromUtf8(name)};
    };
    const PlaceJoin join = joinToPlaces({feature("500119104000", "甲"), feature("", "水江镇"),
                                            feature("", "西城"), feature("", "水江"), feature("1", "别处镇")},
        places);
    CHECK(join.placeOf == QList<qint64>{1, 2, 3, 2, 0});
    CHECK(join.unmatchedFeatures == QList<int>{4});
    CHECK(join.unmatchedPlaces == QList<qint64>{4});
    CHECK(join.joinedPlaces() == 3);
}

TEST_CASE("features join by a name with the district and the city in front and by no other one")
{
    const QList<NamedPlace> places{{1, QStringLiteral("500119104"), QStringLiteral("大观镇")},
        {2, QStringLiteral("500119001"), QStringLiteral("东城街道")},
        {3, QStringLiteral("500119301"), QStringLiteral("大观乡")},
        {4, QStringLiteral("500119302"), QStringLiteral("南川镇")}};
    const DistrictName district(QStringLiteral("500119"), QStringLiteral("南川区"));
    const auto placeOf = [&](const char* name) {
        return joinToPlaces({LayerFeature{.name = QString::fromUtf8(name)}}, places, district).placeOf[0];
    };
    for (const char* name : {"重庆市南川区东城街道", "南川区东城街道", "重庆南川东城", "南川东城",
             "重庆市　南川区　东城街道办事处", "重庆市-南川区-东城", "重庆市市辖区南川区东城街道"})
        CHECK(placeOf(name) == 2);
    CHECK(placeOf("南川区大观乡") == 3);
    CHECK(placeOf("南川镇") == 4); // its own name, with the district's in it
    // Two are called so, another district's, another place in it, or nothing behind the district.
    for (const char* name : {"南川区大观", "涪陵区东城街道", "重庆市涪陵区东城街道", "贵州省南川区东城街道",
             "遵义市南川区东城街道", "南川区东城街道社区", "南川区", "重庆市", "重庆市东城街道"})
        CHECK(placeOf(name) == 0);
    CHECK(joinToPlaces({LayerFeature{.name = QStringLiteral("南川区东城街道")}}, places).placeOf[0] == 0);
}
