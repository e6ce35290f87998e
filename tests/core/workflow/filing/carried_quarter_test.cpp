// 复制上季度 in a workspace: area, the quarters looked back to, quarters that take no changes.
#include "core/workflow/filing/carried_quarter.h"
#include "core/workflow/filing/filing_steps.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
struct QuarterDesk : TestWorkspace {
    RowId here = township(QStringLiteral("大观镇")), there = township(QStringLiteral("东城街道"));
    RowId shop = add("outlets", {{u"name", QStringLiteral("店")}, {u"township", here}});

    void service(const char* month, RowId township)
    {
        add("services",
            {{u"month", QString::fromLatin1(month)}, {u"township", township}, {u"provider", shop},
                {u"stage", QStringLiteral("耕")}, {u"area", 1000}});
    }
    CarriedQuarter carried(const Area& area, int quarter)
    {
        const auto found = carriedQuarter(
            *workspace, *workspace->registries().find(u"services"), area, Period::ofQuarter(2024, quarter));
        REQUIRE(found);
        return *found;
    }
    RowId federation(RowId township) { return row("townships", township)[u"federation"].number(); }
    Area area(const char* registry, RowId id) { return {QString::fromLatin1(registry), id, {}, {}}; }
};
} // namespace

TEST_CASE("only rows of the area are offered, of a township, of a federation or of the whole district")
{
    QuarterDesk desk;
    REQUIRE(desk.federation(desk.here) != desk.federation(desk.there));
    desk.service("2024-07", desk.here);
    desk.service("2024-08", desk.here);
    desk.service("2024-09", desk.there);
    CHECK(desk.carried({}, 4).carried.rows.size() == 3);
    CHECK(desk.carried(desk.area("townships", desk.here), 4).carried.rows.size() == 2);
    CHECK(desk.carried(desk.area("federations", desk.federation(desk.there)), 4).carried.rows.size() == 1);
}

TEST_CASE(
    "where the quarter before has no rows the newest one that has some is offered, moved to the quarter")
{
    QuarterDesk desk;
    CHECK(desk.carried({}, 4).isEmpty());
    desk.service("2023-05", desk.here);
    desk.service("2024-02", desk.here);
    const CarriedQuarter found = desk.carried({}, 4);
    CHECK(found.from == Period::ofQuarter(2024, 1));
    REQUIRE(found.carried.rows.size() == 1);
    CHECK(found.carried.rows.first()[u"month"].text() == QStringLiteral("2024-11"));
}

TEST_CASE("rows whose filing is 已审核 are left out and counted")
{
    QuarterDesk desk;
    desk.service("2024-07", desk.here);
    desk.service("2024-07", desk.there);
    const FilingKey key{desk.federation(desk.here), Period::ofQuarter(2024, 4)};
    const auto by = [](const char* who) { return Author{QString::fromUtf8(who), Door::coopctl, QString()}; };
    const auto findings = filingFindings(*desk, key);
    REQUIRE(findings);
    for (const FilingFinding& one : *findings)
        REQUIRE(explainFinding(*desk, by("张三"), key, one.id, QStringLiteral("已核实")));
    REQUIRE(submitFiling(*desk, by("张三"), key));
    CHECK(desk.carried({}, 4).held == 0); // what is handed in may still be given back
    REQUIRE(reviewFiling(*desk, by("李四"), key));
    const CarriedQuarter found = desk.carried({}, 4);
    CHECK(found.held == 1);
    REQUIRE(found.carried.rows.size() == 1);
    CHECK(found.carried.rows.first()[u"township"].number() == desk.there);
}
