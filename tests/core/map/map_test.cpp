#include "core/map/painting/map_renderer.h"
#include "core/map/theme/classes.h"
#include "tests/core/map/example_map.h"

#include <QImage>
#include <QPainter>
#include <catch2/catch.hpp>
#include <random>

using namespace coop;

TEST_CASE("a completion belongs to the class whose lower limit it reaches")
{
    const ClassBreaks breaks = completionBreaks();
    CHECK(breaks.labels.size() == breaks.limits.size() + 1);
    CHECK(breaks.classOf(0) == 0);
    CHECK(breaks.classOf(0.5999) == 0);
    CHECK(breaks.classOf(0.6) == 1);
    CHECK(breaks.classOf(0.9) == 3);
    CHECK(breaks.classOf(0.99999) == 3);
    CHECK(breaks.classOf(1.0) == 4);
    CHECK(breaks.classOf(7) == 4);
}

TEST_CASE("every value falls into a class that there is, however the values lie")
{
    for (const QList<double>& values : {QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, QList<double>{3},
             QList<double>{0, 0, 0}, QList<double>{1e-3, 1e9}, QList<double>{5, 5, 5, 9}})
        for (const ClassBreaks& breaks : {equalIntervalBreaks(values), quantileBreaks(values)}) {
            CHECK(breaks.labels.size() <= 5);
            CHECK(std::is_sorted(breaks.limits.begin(), breaks.limits.end()));
            for (const double value : values) {
                CHECK(breaks.classOf(value) >= 0);
                CHECK(breaks.classOf(value) < breaks.labels.size());
            }
        }
}

TEST_CASE("the classes of a ramp can be told apart in grey")
{
    const auto classes = rampClasses({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"),
        QStringLiteral("4"), QStringLiteral("5")});
    for (int i = 1; i < classes.size(); ++i)
        CHECK(qGray(classes[i - 1].fill.rgb()) - qGray(classes[i].fill.rgb()) >= 20);
}

TEST_CASE("zooming keeps the place under the cursor, dragging moves it with the hand")
{
    const MapView view({400000, 3200000}, 150000, QRectF(0, 0, 800, 600));
    const QPointF cursor(123, 456);
    const MapPoint under = view.toMetres(cursor);
    for (const double factor : {1.25, 0.5, 8.0}) {
        const MapPoint after = view.zoomedAt(cursor, factor).toMetres(cursor);
        CHECK(after.x == Approx(under.x).margin(1e-6));
        CHECK(after.y == Approx(under.y).margin(1e-6));
    }
    const QPointF moved = view.movedBy({30, -20}).toUnits(under);
    CHECK(moved.x() == Approx(153));
    CHECK(moved.y() == Approx(436));
    // A centimetre on the screen is 1.5 km at 1:150 000.
    CHECK(view.metresPerUnit() * MapView::screenUnitsPerMm * 10 == Approx(1500));
}

TEST_CASE("labels never overlap, wherever one looks")
{
    const MapDocument map = test::exampleMap();
    std::mt19937 random(500119);
    for (int scene = 0; scene < 200; ++scene) {
        const Bounds all = map.bounds();
        const MapPoint centre{std::uniform_real_distribution(all.left, all.right)(random),
            std::uniform_real_distribution(all.bottom, all.top)(random)};
        const double scale = std::uniform_real_distribution(50000.0, 800000.0)(random);
        const auto labels = MapRenderer().labels(map, MapView(centre, scale, QRectF(0, 0, 1000, 700)));
        for (int i = 0; i < labels.size(); ++i)
            for (int k = 0; k < i; ++k)
                REQUIRE_FALSE(labels[i].box.intersects(labels[k].box));
    }
}

TEST_CASE("what lies under the cursor is found, and nothing outside the district")
{
    const MapDocument map = test::exampleMap();
    const MapView view = MapView::fitting(map.bounds(), QRectF(0, 0, 1200, 900));
    for (int i = 0; i < map.content().areas.size(); ++i) {
        const MapHit hit = hitTest(map, view, view.toUnits(map.labelPoint(i)));
        CHECK(hit.area == map.content().areas[i].id);
        CHECK(hit.group == map.content().areas[i].group);
    }
    CHECK(hitTest(map, view, QPointF(2, 2)).area == 0);
}

TEST_CASE("an area is painted in the colour of its class, and a cancelled picture says so")
{
    MapContent content = test::exampleContent();
    content.areaNames = content.groupNames = content.values = false;
    const MapDocument map{content};
    QImage image(900, 900, QImage::Format_RGB32);
    image.fill(Qt::white);
    const MapView view = MapView::fitting(map.bounds(), image.rect());
    QPainter painter(&image);
    MapStyle style;
    style.labels = style.points = false;
    REQUIRE(MapRenderer().draw(painter, map, view, style));
    int compared = 0;
    for (int i = 0; i < map.content().areas.size(); ++i) {
        const AreaMark mark = map.markOf(map.content().areas[i]);
        if (mark.classIndex < 0)
            continue;
        CHECK(QColor(image.pixel(view.toUnits(map.labelPoint(i)).toPoint()))
            == content.theme.classes[mark.classIndex].fill);
        ++compared;
    }
    CHECK(compared > 20);
    CHECK_FALSE(MapRenderer().draw(painter, map, view, style, [] { return true; }));
}
