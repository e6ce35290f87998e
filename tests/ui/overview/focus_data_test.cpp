#include "core/domain/plan/percent_text.h"
#include "tests/core/store/test_workspace.h"
#include "ui/overview/focus_data.h"

using namespace coop;

TEST_CASE("shares of parts that do not add up are shares of the figure and not of their sum")
{
    const TestWorkspace test(planCountingProviders());
    const RowId town = test.township(QStringLiteral("大观镇"));
    const auto shop = [&](const QString& name) {
        return test.add("outlets", {{u"name", name}, {u"township", town}});
    };
    const auto service = [&](RowId provider, const QString& stage) {
        test.add("services",
            {{u"month", QStringLiteral("2024-03")}, {u"township", town}, {u"provider", provider},
                {u"stage", stage}, {u"area", 100}});
    };
    const RowId first = shop(QStringLiteral("甲店"));
    service(first, QStringLiteral("耕"));
    service(first, QStringLiteral("种"));
    service(shop(QStringLiteral("乙店")), QStringLiteral("耕"));
    const FocusData data = need(readFocus(*test, QStringLiteral("mu-times"), Period::ofQuarter(2024, 1), {}));
    QMap<QString, QString> shares;
    for (const FocusData::Parts& parts : data.parts)
        if (parts.field == u"stage")
            for (const QStringList& row : parts.table.rows)
                shares.insert(row[0], row[2]);
    CHECK(shares[QStringLiteral("耕")] == percentText(1.0));
    CHECK(shares[QStringLiteral("种")] == percentText(0.5));
    CHECK(shares[QStringLiteral("防")] == percentText(0.0));
}
