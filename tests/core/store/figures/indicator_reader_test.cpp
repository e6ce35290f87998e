#include "core/store/figures/composition.h"
#include "core/store/figures/indicator_reader.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
const QString muTimes = QStringLiteral("mu-times");
const Period year2024 = Period::ofYear(2024);

/// Townships of two federations, seen through the plan of 南川; figures are the tests' own.
struct Ledgers : TestWorkspace {
    using TestWorkspace::TestWorkspace;
    RowId guan = township(QStringLiteral("大观镇"));
    RowId jiang = township(QStringLiteral("水江镇"));
    RowId guanFederation = row("townships", guan)[u"federation"].number();
    RowId jiangFederation = row("townships", jiang)[u"federation"].number();
    RowId shop = add("outlets", {{u"name", QStringLiteral("甲店")}, {u"township", guan}});

    void service(const QString& month, RowId where, qint64 area, const QString& stage = QStringLiteral("耕"))
    {
        add("services",
            {{u"month", month}, {u"township", where}, {u"provider", shop}, {u"stage", stage}, {u"area", area},
                {u"times", 1}});
    }
    void loan(const QString& month, FieldValue where, qint64 amount, int leveraged)
    {
        add("loans",
            {{u"month", month}, {u"institution", QStringLiteral("农商行%1").arg(amount)},
                {u"township", where}, {u"borrower", QStringLiteral("农户")},
                {u"product", QStringLiteral("信用")}, {u"disbursed", amount}, {u"leveraged", leveraged}});
    }
    std::optional<qint64> district(const QString& indicator, const Period& period = year2024)
    {
        const auto readings = need(readIndicator(*workspace, indicator, period, Breakdown::district));
        REQUIRE(readings.size() == 1);
        return readings.first().value;
    }
    std::optional<qint64> of(const QString& indicator, RowId area, const Period& period = year2024)
    {
        for (const Breakdown breakdown : {Breakdown::byFederation, Breakdown::byTownship})
            for (const Reading& reading : need(readIndicator(*workspace, indicator, period, breakdown)))
                if (reading.area.id == area)
                    return reading.value;
        FAIL("no such area");
        return {};
    }
};
} // namespace

TEST_CASE("a flow is the sum from January to the period's end, and 未报 where the year has no row")
{
    Ledgers test;
    CHECK(test.district(muTimes) == std::nullopt);
    test.service(QStringLiteral("2023-12"), test.guan, 999);
    test.service(QStringLiteral("2024-01"), test.guan, 1050);
    test.service(QStringLiteral("2024-06"), test.guan, 2000);
    test.service(QStringLiteral("2024-07"), test.guan, 4000);
    test.service(QStringLiteral("2025-01"), test.jiang, 8000);
    CHECK(test.district(muTimes, Period::ofQuarter(2024, 2)) == 3050);
    CHECK(test.district(muTimes) == 7050);
    CHECK(test.district(muTimes, Period::ofMonth({2024, 1})) == 1050);
    CHECK(test.district(muTimes, Period::ofYear(2022)) == std::nullopt);
    CHECK(test.of(muTimes, test.guan) == 7050);
    CHECK(test.of(muTimes, test.guanFederation) == 7050);
    CHECK(test.of(muTimes, test.jiang) == std::nullopt);
    CHECK(test.of(muTimes, test.jiangFederation) == std::nullopt);
    CHECK(test.of(muTimes, test.jiangFederation, Period::ofQuarter(2025, 1)) == 8000);
    CHECK(need(dataUntil(*test, muTimes, year2024)) == QDate(2024, 7, 31));
    CHECK(need(dataUntil(*test, muTimes, Period::ofQuarter(2024, 2))) == QDate(2024, 6, 30));
    CHECK_FALSE(need(dataUntil(*test, muTimes, Period::ofYear(2022))).isValid());
}

TEST_CASE("a figure that does not add up is made over the rows of each period and area and part")
{
    Ledgers test(planCountingProviders());
    CHECK_FALSE(test->plan().indicator(muTimes)->measure.addsUp());
    test.service(QStringLiteral("2024-01"), test.guan, 100);
    test.service(QStringLiteral("2024-02"), test.guan, 100, QStringLiteral("种"));
    test.service(QStringLiteral("2024-02"), test.jiang, 100);
    CHECK(test.district(muTimes, Period::ofMonth({2024, 1})) == 1);
    CHECK(test.district(muTimes) == 1);
    CHECK(test.of(muTimes, test.guan) == 1);
    CHECK(test.of(muTimes, test.jiang) == 1);
    CHECK(test.of(muTimes, test.guanFederation) == 1);
    for (const Composition& parts : need(readCompositions(*test, muTimes, year2024, {})))
        for (const Composition::Part& part : parts.parts) {
            CAPTURE(parts.field.toStdString(), part.choice.toStdString());
            const bool has = parts.field != u"stage" ? part.choice.isEmpty()
                                                     : part.choice == u"耕" || part.choice == u"种";
            CHECK(part.value == int(has));
        }
}

TEST_CASE(
    "rows that do not meet the condition make a flow 0, not 未报; loans of the whole district are in no area")
{
    Ledgers test;
    const QString credit = QStringLiteral("credit");
    test.loan(QStringLiteral("2024-02"), test.guan, 100, 0);
    CHECK(test.district(credit) == 0);
    CHECK(test.of(credit, test.guan) == 0);
    CHECK(test.of(credit, test.jiang) == std::nullopt);
    test.loan(QStringLiteral("2024-03"), FieldValue(), 5000, 1);
    test.loan(QStringLiteral("2024-03"), test.jiang, 700, 1);
    CHECK(test.district(credit) == 5700);
    CHECK(test.of(credit, test.jiangFederation) == 700);
    CHECK(test.of(credit, test.guanFederation) == 0);
}

TEST_CASE("a stock counts what is there at the end of the period's last day")
{
    Ledgers test;
    const QString outlets = QStringLiteral("outlets");
    const auto outlet = [&](const QString& name, FieldValue since, FieldValue closed) {
        test.add("outlets",
            {{u"name", name}, {u"township", test.jiang}, {u"service_since", since}, {u"closed_on", closed}});
    };
    CHECK(test.of(outlets, test.jiang) == 0); // the district keeps the ledger: no row is none
    CHECK(test.of(outlets, test.guan) == 0); // 甲店 has no role
    outlet(QStringLiteral("一"), QStringLiteral("2024-12-31"), {});
    outlet(QStringLiteral("二"), QStringLiteral("2025-01-01"), {});
    outlet(QStringLiteral("三"), QStringLiteral("2020-01-01"),
        QStringLiteral("2024-12-31")); // closed on the last day
    outlet(QStringLiteral("四"), QStringLiteral("2020-01-01"), QStringLiteral("2025-01-01"));
    outlet(QStringLiteral("五"), {}, {});
    CHECK(test.district(outlets) == 2); // 一 and 四
    CHECK(test.of(outlets, test.jiangFederation) == 2);
    CHECK(test.district(outlets, Period::ofQuarter(2024, 3)) == 2); // 三 and 四
    CHECK(test.district(outlets, Period::ofQuarter(2025, 1)) == 2); // 一 and 二
    CHECK(need(dataUntil(*test, outlets, year2024)) == QDate(2024, 12, 31));
}

TEST_CASE("a member of several federations counts once in the district and in each of them")
{
    Ledgers test;
    const QString members = QStringLiteral("members");
    CHECK(test.district(members) == std::nullopt);
    const auto member
        = [&](const QString& name, const FieldValue::List& federations, const FieldValue::List& left) {
              test.add("members",
                  {{u"name", name}, {u"kind", QStringLiteral("农民合作社")}, {u"township", test.guan},
                      {u"federations", federations}, {u"left_on", left}});
          };
    member(QStringLiteral("甲社"), {test.guanFederation, test.jiangFederation}, {});
    member(QStringLiteral("乙社"), {test.guanFederation}, {});
    member(QStringLiteral("丙社"), {test.jiangFederation}, {QStringLiteral("2024-12-31")});
    CHECK(test.district(members) == 2);
    CHECK(test.of(members, test.guanFederation) == 2);
    CHECK(test.of(members, test.jiangFederation) == 1);
    CHECK(test.of(members, test.guan) == 2); // where the member sits
    CHECK(test.of(members, test.jiang) == 0);
    CHECK(test.district(members, Period::ofQuarter(2024, 3)) == 3);
}

TEST_CASE("federations count for themselves, and the figure splits by level")
{
    Ledgers test;
    const QString federations = QStringLiteral("federations");
    CHECK(test.district(federations) == 0); // all 筹建
    Record row = test.row("federations", test.guanFederation);
    row.set(u"status", QStringLiteral("已登记"));
    row.set(u"registered_on", QStringLiteral("2024-10-01"));
    const auto work = test.begin();
    REQUIRE(work->change(row));
    REQUIRE(work->commit());
    CHECK(test.district(federations) == 1);
    CHECK(test.district(federations, Period::ofQuarter(2024, 3)) == 0);
    CHECK(test.of(federations, test.guanFederation) == 1);
    CHECK(test.of(federations, test.jiangFederation) == 0);
    const auto compositions = need(readCompositions(*test, federations, year2024, {}));
    REQUIRE(compositions.size() == 1); // not by status, which the measure holds to 已登记
    CHECK(compositions[0].field == QStringLiteral("level"));
    const auto& parts = compositions[0].parts;
    REQUIRE(parts.size() == 3);
    CHECK((parts[0].choice == QStringLiteral("区级") && parts[0].value == 0));
    CHECK((parts[1].choice == QStringLiteral("乡镇级") && parts[1].value == 1));
}

TEST_CASE("a figure entered by hand holds from its date on, for the district or for one federation")
{
    Ledgers test;
    const QString households = QStringLiteral("willing-households");
    const RowId indicator = need(test->rowByCode(QStringLiteral("indicators"), households)).id;
    const auto enter = [&](const QString& date, FieldValue federation, qint64 value) {
        test.add("measurements",
            {{u"indicator", indicator}, {u"date", date}, {u"federation", federation}, {u"value", value}});
    };
    CHECK(test.district(households) == std::nullopt);
    enter(QStringLiteral("2024-06-30"), {}, 5550000000); // 55.5 %
    enter(QStringLiteral("2024-03-31"), {}, 4000000000);
    enter(QStringLiteral("2025-01-01"), {}, 6000000000);
    enter(QStringLiteral("2024-05-01"), test.guanFederation, 7000000000);
    CHECK(test.district(households) == 5550);
    CHECK(test.district(households, Period::ofQuarter(2024, 1)) == 4000);
    CHECK(test.of(households, test.guanFederation) == 7000);
    CHECK(test.of(households, test.jiangFederation) == std::nullopt);
    CHECK(test.of(households, test.guan) == std::nullopt);
    CHECK(need(dataUntil(*test, households, year2024)) == QDate(2024, 6, 30));
}

TEST_CASE("targets are those that the office keeps: the plan's until they are edited or allocated")
{
    Ledgers test;
    const auto target = [&](Breakdown breakdown, RowId area, int year) {
        for (const Reading& reading : need(readIndicator(*test, muTimes, Period::ofYear(year), breakdown)))
            if (reading.area.id == area)
                return reading.target;
        FAIL("no such area");
        return std::optional<qint64>();
    };
    CHECK(target(Breakdown::district, 0, 2024) == 27'000'000); // 27 万亩次 in 0.01 亩次
    CHECK(target(Breakdown::district, 0, 2030) == std::nullopt);
    CHECK(target(Breakdown::byFederation, test.guanFederation, 2024) == std::nullopt);
    CHECK(target(Breakdown::byTownship, test.guan, 2024) == std::nullopt);
    const RowId indicator = need(test->rowByCode(QStringLiteral("indicators"), muTimes)).id;
    test.add("targets",
        {{u"indicator", indicator}, {u"year", 2024}, {u"federation", test.guanFederation},
            {u"value", 450000000}});
    CHECK(target(Breakdown::byFederation, test.guanFederation, 2024) == 4'500'000);
    auto rows = need(test->rows({.registry = QStringLiteral("targets"),
        .equals = {{QStringLiteral("indicator"), indicator}, {QStringLiteral("year"), 2024},
            {QStringLiteral("federation"), FieldValue()}}}));
    REQUIRE(rows.size() == 1);
    rows.first().set(u"value", qint64(3000000000));
    const auto work = test.begin();
    REQUIRE(work->change(rows.first()));
    REQUIRE(work->commit());
    CHECK(target(Breakdown::district, 0, 2024) == 30'000'000);
    test.service(QStringLiteral("2024-03"), test.guan, 30'000'000);
    const auto reading = need(readIndicator(*test, muTimes, year2024, Breakdown::district)).first();
    CHECK(reading.status == TargetStatus::met);
    CHECK(reading.completion == 1.0);
    CHECK(reading.indicator == test->plan().indicator(muTimes));
}

TEST_CASE("a breakdown lists every area: federations in the plan's order, townships by code")
{
    Ledgers test;
    const auto byFederation = need(readIndicator(*test, muTimes, year2024, Breakdown::byFederation));
    QStringList names;
    for (const Reading& reading : byFederation)
        names += reading.area.code;
    QStringList planned;
    for (const PlanFederation& federation : test->plan().federations)
        if (federation.level == QStringLiteral("乡镇级"))
            planned += federation.code;
    CHECK(names == planned);
    const auto byTownship = need(readIndicator(*test, muTimes, year2024, Breakdown::byTownship));
    CHECK(byTownship.size() == test->plan().townships.size());
    for (qsizetype i = 1; i < byTownship.size(); ++i)
        CHECK(byTownship[i - 1].area.code < byTownship[i].area.code);
    CHECK(
        need(readIndicators(*test, year2024, Breakdown::district)).size() == test->plan().indicators.size());
    CHECK(readIndicator(*test, QStringLiteral("x"), year2024, Breakdown::district).error().kind
        == ErrorKind::notFound);
}

TEST_CASE("a figure that was read in the middle of a step that is rolled back is forgotten")
{
    Ledgers test;
    test.service(QStringLiteral("2024-01"), test.guan, 1050);
    const auto before = test.district(muTimes);
    const auto standing = [&] {
        const Reading reading
            = need(readIndicator(*test, muTimes, year2024, Breakdown::byFederation)).first();
        return std::pair(reading.target, reading.area.name);
    };
    const auto stood = standing();
    {
        const auto work = test.begin();
        Record row = need(test->rows({.registry = QStringLiteral("services")})).first();
        row.set(u"area", row[u"area"].number() + 100);
        row.set(u"mu_times", row[u"mu_times"].number() + 100 * row[u"times"].number());
        REQUIRE(work->change(row));
        CHECK(test.district(muTimes) != before);
        // Targets and areas too, which are read once as long as nothing changes.
        const Area first
            = need(readIndicator(*test, muTimes, year2024, Breakdown::byFederation)).first().area;
        Record federation = need(test->row(first.registry, first.id));
        federation.set(u"name", QStringLiteral("改名农合联"));
        REQUIRE(work->change(federation));
        REQUIRE(work->add(test.newRow("targets",
            {{u"indicator", need(test->rowByCode(QStringLiteral("indicators"), muTimes)).id}, {u"year", 2024},
                {u"federation", first.id}, {u"value", 450000000}})));
        CHECK(standing() == std::pair(std::optional<qint64>(4'500'000), QStringLiteral("改名农合联")));
    }
    CHECK(test.district(muTimes) == before);
    CHECK(standing() == stood);
}
