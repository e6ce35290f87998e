// Not a test but pictures to look at: test_map "[.look]" writes them to <build>/look.
#include "core/map/painting/map_renderer.h"
#include "core/map/sheet/sheet_export.h"
#include "tests/core/map/example_map.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <catch2/catch.hpp>
#include <iostream>

using namespace coop;

TEST_CASE("pictures to look at", "[.look]")
{
    const QString folder = QStringLiteral(COOP_BINARY_DIR "/look/");
    QDir().mkpath(folder);
    for (const QString& page : {QStringLiteral("A3-landscape"), QStringLiteral("A3-portrait"),
             QStringLiteral("A4-landscape"), QStringLiteral("A4-portrait")}) {
        QElapsedTimer timer;
        timer.start();
        const auto result = exportSheets({test::exampleSheet(page)}, folder + page + QStringLiteral(".pdf"));
        INFO((result ? "" : result.error().text.toStdString()));
        REQUIRE(result);
        std::cout << page.toStdString() << " pdf ms " << timer.elapsed() << "\n";
    }
    Sheet grey = test::exampleSheet();
    grey.settings.blackAndWhite = true;
    REQUIRE(exportSheets({grey}, folder + QStringLiteral("grey.pdf")));
    Sheet areas = test::exampleSheet();
    areas.map = test::exampleCategories();
    areas.settings.unreported.clear();
    areas.map = areas.map.withPoints(test::exampleOutlets(areas.map));
    REQUIRE(exportSheets({areas}, folder + QStringLiteral("areas.pdf")));
    areas.settings.blackAndWhite = true;
    REQUIRE(exportSheets({areas}, folder + QStringLiteral("areas-grey.pdf")));
    REQUIRE(exportSheets({test::exampleSheet()}, folder + QStringLiteral("a3.png"), 150));
    REQUIRE(exportSheets({test::exampleSheet()}, folder + QStringLiteral("a3.svg")));

    const MapDocument screen = areas.map;
    QImage image(1920, 1080, QImage::Format_ARGB32_Premultiplied);
    const MapView view = MapView::fitting(screen.bounds(), image.rect());
    for (int i = 0; i < 4; ++i) {
        QElapsedTimer timer;
        timer.start();
        QPainter painter(&image);
        MapRenderer().draw(painter, screen, view);
        painter.end();
        std::cout << "screen ms " << double(timer.nsecsElapsed()) / 1e6 << "\n";
    }
    image.save(folder + QStringLiteral("screen.png"));
}
