#include "core/map/map_renderer.h"
#include "tests/core/map/example_map.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <catch2/catch.hpp>
#include <iostream>

using namespace coop;

TEST_CASE("how long a full screen takes", "[.speed]")
{
    const MapDocument map = test::exampleCategories().withPoints(test::exampleOutlets(test::exampleMap()));
    QImage image(1920, 1080, QImage::Format_ARGB32_Premultiplied);
    const MapView view = MapView::fitting(map.bounds(), image.rect());
    for (int mode = 0; mode < 3; ++mode) {
        MapStyle style;
        style.labels = mode > 0;
        style.points = mode != 1;
        double least = 1e9;
        for (int i = 0; i < 30; ++i) {
            QElapsedTimer timer;
            timer.start();
            QPainter painter(&image);
            MapRenderer().draw(painter, map, view, style);
            painter.end();
            least = std::min(least, double(timer.nsecsElapsed()) / 1e6);
        }
        std::cout << (mode == 0 ? "no labels " : mode == 1 ? "no points " : "all ") << least << " ms\n";
    }
}
