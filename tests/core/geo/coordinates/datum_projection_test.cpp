#include "core/geo/coordinates/datum.h"
#include "core/geo/coordinates/projection.h"
#include "core/geo/layers/vector_layer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <cstring>

using namespace coop;

TEST_CASE("GCJ-02 is shifted by the published amount, and every datum comes back")
{
    const LonLat here{107.10, 29.15};
    const LonLat shifted = fromCgcs2000(here, Datum::gcj02);
    CHECK(shifted.lon - here.lon == Approx(0.004438).margin(1e-6));
    CHECK(shifted.lat - here.lat == Approx(-0.002760).margin(1e-6));
    for (const Datum datum : {Datum::gcj02, Datum::bd09, Datum::wgs84, Datum::cgcs2000})
        for (const LonLat point : {here, LonLat{106.9, 28.8}, LonLat{121.5, 31.2}, LonLat{87.6, 43.8}}) {
            const LonLat back = toCgcs2000(fromCgcs2000(point, datum), datum);
            CHECK(back.lon == Approx(point.lon).margin(1e-8));
            CHECK(back.lat == Approx(point.lat).margin(1e-8));
        }
    CHECK(fromCgcs2000({2.35, 48.85}, Datum::gcj02) == LonLat{2.35, 48.85}); // outside China
    CHECK(parseDatum(QStringLiteral("GCJ-02")).value() == Datum::gcj02);
    CHECK_FALSE(parseDatum(QStringLiteral("北京54")).has_value());
}

TEST_CASE("GCJ-02 and BD-09 agree with published points within 1e-6 degrees, there and back")
{
    // The test points of eviltransform (github.com/googollee/eviltransform) and the example of gcoord
    // (github.com/hujiulong/gcoord); Baidu's inverse of the former is an approximation, hence not among them.
    struct Published {
        Datum datum;
        LonLat plain, shifted;
    };
    const Published points[] = {
        {Datum::gcj02, {121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
        {Datum::gcj02, {113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
        {Datum::gcj02, {116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}},
        {Datum::bd09, {116.403988, 39.914266}, {116.41661560068297, 39.92196580126834}},
    };
    for (const auto& [datum, plain, shifted] : points) {
        const LonLat there = fromCgcs2000(plain, datum);
        const LonLat back = toCgcs2000(shifted, datum);
        INFO(plain.lon);
        CHECK(there.lon == Approx(shifted.lon).margin(1e-6).epsilon(0));
        CHECK(there.lat == Approx(shifted.lat).margin(1e-6).epsilon(0));
        CHECK(back.lon == Approx(plain.lon).margin(1e-6).epsilon(0));
        CHECK(back.lat == Approx(plain.lat).margin(1e-6).epsilon(0));
    }
}

TEST_CASE("the projection agrees with PROJ's own cs2cs to a millimetre")
{
    const Projection projection = Projection::forLongitude(107.1);
    CHECK(projection.epsg() == 4545);
    CHECK(Projection::forLongitude(105.2).epsg() == 4544);
    for (const LonLat point : {LonLat{107.1034, 29.152}, LonLat{106.9, 28.77}, LonLat{107.45, 29.5}}) {
        QProcess cs2cs;
        cs2cs.start(QStringLiteral("cs2cs"),
            {QStringLiteral("-f"), QStringLiteral("%.6f"), QStringLiteral("EPSG:4490"),
                QStringLiteral("EPSG:4545")});
        REQUIRE(cs2cs.waitForStarted());
        cs2cs.write(QStringLiteral("%1 %2\n")
                        .arg(point.lat, 0, 'f', 9)
                        .arg(point.lon, 0, 'f', 9)
                        .toUtf8()); // latitude
                                    // first
        cs2cs.closeWriteChannel();
        REQUIRE(cs2cs.waitForFinished());
        const auto numbers = QString::fromUtf8(cs2cs.readAllStandardOutput()).simplified().split(u' ');
        REQUIRE(numbers.size() >= 2);
        const MapPoint at = projection.toMetres(point);
        CHECK(at.y == Approx(numbers[0].toDouble()).margin(0.001)); // northing first
        CHECK(at.x == Approx(numbers[1].toDouble()).margin(0.001));
        const LonLat back = projection.toLonLat(at);
        CHECK(back.lon == Approx(point.lon).margin(1e-9));
        CHECK(back.lat == Approx(point.lat).margin(1e-9));
    }
}

TEST_CASE("shapes know their area, what is inside, and a point for their name")
{
    const Shape withHole{{Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{4, 4}, {6, 4}, {6, 6}, {4, 6}}}}}};
    CHECK(withHole.area() == Approx(96));
    CHECK(withHole.contains({1, 1}));
    CHECK_FALSE(withHole.contains({5, 5}));
    CHECK_FALSE(withHole.contains({11, 5}));

    const Shape horseshoe{{Polygon{{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {2, 2}, {2, 10}, {0, 10}}}}};
    CHECK_FALSE(horseshoe.contains(horseshoe.centroid()));
    CHECK(horseshoe.contains(labelPoint(horseshoe)));

    const Shape left{{Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}}};
    const Shape right{{Polygon{{{10, 0}, {20, 0}, {20, 10}, {10, 10}}}}};
    const Shape both = dissolve({&left, &right});
    REQUIRE(both.parts.size() == 1);
    CHECK(both.area() == Approx(200));
}

TEST_CASE("coordinates with the zone in front (EPSG:4524) come to the same places as cs2cs brings them")
{
    // Through the loading path: a file says 4524, the map has degrees of 4490 and metres of 4545.
    QTemporaryDir folder;
    const LonLat places[] = {{107.1034, 29.152}, {106.9, 28.77}, {107.45, 29.5}};
    QProcess cs2cs;
    cs2cs.start(QStringLiteral("cs2cs"),
        {QStringLiteral("-f"), QStringLiteral("%.9f"), QStringLiteral("EPSG:4490"),
            QStringLiteral("EPSG:4524")});
    REQUIRE(cs2cs.waitForStarted());
    for (const LonLat place : places)
        cs2cs.write(
            QByteArray::number(place.lat, 'f', 9) + ' ' + QByteArray::number(place.lon, 'f', 9) + '\n');
    cs2cs.closeWriteChannel();
    REQUIRE(cs2cs.waitForFinished());
    QString geojson;
    for (const QByteArray& line : cs2cs.readAllStandardOutput().trimmed().split('\n')) {
        const QStringList numbers = QString::fromUtf8(line).simplified().split(u' ');
        CHECK(numbers[1].toDouble() > 35e6); // the zone is in front
        geojson += (geojson.isEmpty() ? QString() : QStringLiteral(","))
            + QStringLiteral(R"({"type":"Feature","properties":{},"geometry":{"type":"Point",)"
                             R"("coordinates":[%1,%2]}})")
                  .arg(numbers[1], numbers[0]);
    }
    QFile file(folder.filePath(QStringLiteral("zone.geojson")));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(
        (QStringLiteral(R"({"type":"FeatureCollection","features":[)") + geojson + QStringLiteral("]}"))
            .toUtf8());
    file.close();
    const auto layer = readFeatureLayer(file.fileName(), {.crs = QStringLiteral("EPSG:4524")});
    REQUIRE(layer);
    REQUIRE(layer->features.size() == 3);
    for (int i = 0; i < 3; ++i) {
        const QByteArray& wkb = layer->features[i].wkb;
        double x = 0, y = 0;
        std::memcpy(&x, wkb.constData() + 5, 8);
        std::memcpy(&y, wkb.constData() + 13, 8);
        CHECK(x == Approx(places[i].lon).margin(1e-8).epsilon(0));
        CHECK(y == Approx(places[i].lat).margin(1e-8).epsilon(0));
    }
}
