#include "core/map/sheet/sheet_export.h"
#include "core/store/workspace.h"
#include "core/workflow/printing/sheet_kinds.h"
#include "core/workflow/report/report_files.h"
#include "tests/bench/example_workspace.h"
#include "tests/bench/peak_memory.h"
#include "ui/charts/report_charts.h"

#include <cstdio>

using namespace coop;

TEST_CASE("atlas of 8 A3 pages")
{
    const QTemporaryDir folder;
    const auto workspace = Workspace::open(exampleWorkspace(), Workspace::Access::read);
    const auto atlas = [&] {
        const auto sheets = sheetsOf(**workspace, SheetKind::atlas,
            {.theme = {QStringLiteral("mu-times"), Period::ofQuarter(2024, 4), Breakdown::byFederation},
                .made = QDate(2025, 1, 10)});
        return pagesOf(*sheets);
    };
    BENCHMARK("content and PDF")
    {
        return exportSheets(atlas(), folder.filePath(QStringLiteral("atlas.pdf"))).has_value();
    };
    const QList<Sheet> pages = atlas();
    REQUIRE(pages.size() == 8);
    BENCHMARK("check list of all pages")
    {
        qsizetype missing = 0;
        for (const Sheet& page : pages)
            missing += missingElements(page).size();
        return missing;
    };
    BENCHMARK("PDF alone")
    {
        return exportSheets(pages, folder.filePath(QStringLiteral("atlas.pdf"))).has_value();
    };
}

TEST_CASE("report of a quarter")
{
    const QTemporaryDir folder;
    const auto workspace = Workspace::open(exampleWorkspace(), Workspace::Access::read);
    const ReportRequest request{.period = Period::ofQuarter(2024, 4), .made = QDate(2025, 1, 10)};
    BENCHMARK("read")
    {
        return readReport(**workspace, request).has_value();
    };
    const auto report = readReport(**workspace, request);
    REQUIRE(report);
    BENCHMARK("booklet (PDF)")
    {
        return exportReport(*report, folder.filePath(QStringLiteral("r.pdf")), drawReportChart).has_value();
    };
    BENCHMARK("workbook")
    {
        return exportReport(*report, folder.filePath(QStringLiteral("r.xlsx")), drawReportChart).has_value();
    };
    std::printf("peak memory of the bench so far: %.0f MB\n", peakMegabytes());
}
