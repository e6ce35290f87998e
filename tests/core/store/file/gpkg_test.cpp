#include "core/store/file/gpkg_geometry.h"
#include "core/store/kept/layer_table.h"
#include "tests/core/store/test_workspace.h"

#include <QFileInfo>
#include <QProcess>

using namespace coop;

namespace
{
QString run(const QString& program, const QStringList& arguments, int* status = nullptr)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    REQUIRE(process.waitForStarted());
    REQUIRE(process.waitForFinished(60000));
    if (status)
        *status = process.exitCode();
    return QString::fromUtf8(process.readAll());
}

/// A square as little-endian WKB polygon.
QByteArray square(double west, double south, double side)
{
    QByteArray wkb;
    QDataStream out(&wkb, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out << quint8(1) << qint32(3) << qint32(1) << qint32(5);
    for (const auto& [x, y] : {std::pair(0., 0.), std::pair(side, 0.), std::pair(side, side),
             std::pair(0., side), std::pair(0., 0.)})
        out << west + x << south + y;
    return wkb;
}

MapLayer boundariesLayer(const QString& name)
{
    MapLayer layer;
    layer.name = name;
    layer.role = LayerRole::boundaries;
    layer.format = QStringLiteral("GeoJSON");
    layer.crs = QStringLiteral("EPSG:4545");
    layer.schematic = true;
    layer.joined = 1;
    layer.unmatchedTownships = {QStringLiteral("水江镇"), QStringLiteral("南平镇")};
    return layer;
}

const Author author{QStringLiteral("测试员"), Door::coopctl, QStringLiteral("加图层")};
} // namespace

TEST_CASE("a point survives its way through GeoPackage bytes, and other bytes are no point")
{
    const auto point = fromGpkgPoint(toGpkgPoint(107.1034567, 29.1520001));
    REQUIRE(point);
    CHECK(point->first == 107.1034567);
    CHECK(point->second == 29.1520001);
    CHECK_FALSE(fromGpkgPoint({}));
    CHECK_FALSE(fromGpkgPoint("GP"));
    CHECK_FALSE(fromGpkgPoint(toGpkgGeometry(square(1, 2, 3))));
    CHECK(fromGpkgGeometry(toGpkgGeometry("abc")) == "abc");
}

TEST_CASE("GDAL opens the ledgers as layers, with the points where they were put")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", guan}, {u"lon", 107.25}, {u"lat", 29.125}});
    REQUIRE(addMapLayer(*test, author, boundariesLayer(QStringLiteral("边界")),
        {{square(107, 29, 0.5), QStringLiteral("500119101"), QStringLiteral("大观镇"), guan}}));
    test.workspace.reset();
    const QString all = run(QStringLiteral("ogrinfo"), {QStringLiteral("-ro"), test.path});
    INFO(all.toStdString());
    CHECK(all.contains(QStringLiteral("outlets")));
    CHECK(all.contains(QStringLiteral("(Point)")));
    CHECK(all.contains(QStringLiteral("services")));
    CHECK_FALSE(all.contains(QStringLiteral("coop_meta")));
    const QString outlets
        = run(QStringLiteral("ogrinfo"), {QStringLiteral("-ro"), test.path, QStringLiteral("outlets")});
    INFO(outlets.toStdString());
    CHECK(outlets.contains(QStringLiteral("POINT (107.25 29.125)")));
    CHECK(outlets.contains(QStringLiteral("China Geodetic Coordinate System 2000")));
    CHECK(outlets.contains(QStringLiteral("甲店")));
    const QString layer
        = run(QStringLiteral("ogrinfo"), {QStringLiteral("-ro"), test.path, QStringLiteral("layer_1")});
    INFO(layer.toStdString());
    CHECK(layer.contains(QStringLiteral("POLYGON ((107 29,107.5 29")));
}

TEST_CASE("GDAL's validator finds nothing wrong with the GeoPackage")
{
    const QString validator
        = QStringLiteral("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py");
    if (!QFileInfo::exists(validator)) {
        WARN("no validate_gpkg.py on this machine");
        return;
    }
    TestWorkspace test;
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("大观镇"))},
            {u"opened_on", QStringLiteral("2024-01-02")}, {u"lon", 107.25}, {u"lat", 29.125}});
    REQUIRE(addMapLayer(
        *test, author, boundariesLayer(QStringLiteral("边界")), {{square(107, 29, 0.5), {}, {}, 0}}));
    test.workspace.reset();
    int status = -1;
    const QString report = run(QStringLiteral("/usr/bin/python3"), {validator, test.path}, &status);
    INFO(report.toStdString());
    CHECK(status == 0);
}

TEST_CASE("a map layer comes back as it was added; new boundaries take the place of the old")
{
    TestWorkspace test;
    CHECK(need(mapLayers(*test)).isEmpty());
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const QList<LayerFeature> features{
        {square(107, 29, 0.5), QStringLiteral("1"), QStringLiteral("大观镇"), guan},
        {square(108, 29, 0.5), {}, QStringLiteral("别处"), 0}};
    REQUIRE(addMapLayer(*test, author, boundariesLayer(QStringLiteral("甲")), features));
    test.reopen();
    auto layers = need(mapLayers(*test));
    REQUIRE(layers.size() == 1);
    CHECK(layers[0].name == QStringLiteral("甲"));
    CHECK(layers[0].features == 2);
    CHECK(layers[0].schematic);
    CHECK(layers[0].unmatchedTownships == QStringList{QStringLiteral("水江镇"), QStringLiteral("南平镇")});
    const auto back = need(mapLayerFeatures(*test, QStringLiteral("甲")));
    REQUIRE(back.size() == 2);
    CHECK(back[0].wkb == features[0].wkb);
    CHECK(back[0].township == guan);
    CHECK(back[1].name == QStringLiteral("别处"));

    MapLayer reference = boundariesLayer(QStringLiteral("路"));
    reference.role = LayerRole::reference;
    REQUIRE(addMapLayer(*test, author, reference, features));
    CHECK(addMapLayer(*test, author, reference, features).error().kind == ErrorKind::duplicate);
    REQUIRE(addMapLayer(*test, author, boundariesLayer(QStringLiteral("乙")), {}));
    layers = need(mapLayers(*test));
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].name == QStringLiteral("路"));
    CHECK(layers[1].name == QStringLiteral("乙"));
    CHECK(mapLayerFeatures(*test, QStringLiteral("甲")).error().kind == ErrorKind::notFound);
    REQUIRE(removeMapLayer(*test, author, QStringLiteral("路")));
    CHECK(removeMapLayer(*test, author, QStringLiteral("路")).error().kind == ErrorKind::notFound);
    CHECK(need(mapLayers(*test)).size() == 1);
}
