#include "core/map/painting/map_renderer.h"
#include "core/map/sheet/sheet_export.h"
#include "core/store/workspace.h"
#include "core/workflow/printing/quarterly_map.h"
#include "tests/bench/example_workspace.h"

#include <QImage>
#include <QPainter>

using namespace coop;

TEST_CASE("redraw of the district's map at 1920×1080")
{
    const auto workspace = Workspace::open(exampleWorkspace(), Workspace::Access::read);
    const MapTheme theme{QStringLiteral("mu-times"), Period::ofQuarter(2024, 4), Breakdown::byFederation};
    const auto document = mapDocument(**workspace, theme);
    REQUIRE(document.has_value());
    const MapView view = MapView::fitting(document->bounds(), QRectF(0, 0, 1920, 1080));
    QImage image(1920, 1080, QImage::Format_ARGB32_Premultiplied);
    BENCHMARK("redraw")
    {
        image.fill(Qt::white);
        QPainter painter(&image);
        return MapRenderer().draw(painter, *document, view);
    };
    BENCHMARK("map content from the workspace")
    {
        return mapDocument(**workspace, theme).has_value();
    };
}

TEST_CASE("A3 PDF of the quarterly map")
{
    const QTemporaryDir folder;
    const auto workspace = Workspace::open(exampleWorkspace(), Workspace::Access::read);
    BENCHMARK("content, layout and PDF")
    {
        const auto sheet = quarterlyMap(**workspace,
            {.theme = {QStringLiteral("mu-times"), Period::ofQuarter(2024, 4), Breakdown::byFederation},
                .made = QDate(2025, 1, 10)});
        return exportSheets({*sheet}, folder.filePath(QStringLiteral("map.pdf"))).has_value();
    };
}
