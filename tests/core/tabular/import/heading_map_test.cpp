#include "core/tabular/heading_unit.h"
#include "core/tabular/import/heading_map.h"
#include "core/tabular/table_reader.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
const RegistrySpec& spec(const char* registry)
{
    return *standardRegistries().find(QString::fromLatin1(registry));
}

Worksheet sheetOf(const QList<QStringList>& rows)
{
    Worksheet sheet{.name = QStringLiteral("表一"), .rows = {}};
    for (const QStringList& row : rows)
        sheet.rows += row;
    return sheet;
}

int exponentOf(
    const char* registry, const char* field, const QStringList& headings, const QString& above = {})
{
    const auto map
        = need(findHeadings(sheetOf({{QStringLiteral("标题")}, {above}, headings}), spec(registry), {}));
    const auto* column = map.of(spec(registry), QString::fromLatin1(field));
    REQUIRE(column);
    return column->exponent;
}
} // namespace

TEST_CASE("the unit in a heading gives the power of ten")
{
    const QList<std::tuple<const char*, const char*, QString, int>> cases{
        {"loans", "disbursed", QStringLiteral("发放额（元）"), 0},
        {"loans", "disbursed", QStringLiteral("发放额（万元）"), 4},
        {"loans", "disbursed", QStringLiteral("发放额(亿元)"), 8},
        {"loans", "disbursed", QStringLiteral("发放金额（单位：万元）"), 4},
        {"loans", "disbursed", QStringLiteral("发放额【千元】"), 3},
        {"services", "area", QStringLiteral("服务面积（亩）"), 0},
        {"services", "area", QStringLiteral("服务面积（万亩）"), 4},
        {"services", "mu_times", QStringLiteral("亩次（万亩次）"), 4},
        {"services", "mu_times", QStringLiteral("亩次"), 0},
        {"services", "farmers", QStringLiteral("受益户数（户）"), 0},
        {"townships", "population", QStringLiteral("人口（万人）"), 4}};
    for (const auto& [registry, field, heading, exponent] : cases) {
        INFO(heading.toStdString());
        CHECK(exponentOf(registry, field, {QStringLiteral("镇街"), heading}) == exponent);
    }
    const auto hectares = findHeadings(
        sheetOf({{QStringLiteral("镇街"), QStringLiteral("服务面积（公顷）")}}), spec("services"), {});
    REQUIRE_FALSE(hectares);
    CHECK_THAT(
        hectares.error().text.toStdString(), Catch::Contains("公顷") && Catch::Contains("服务面积（亩）"));
}

TEST_CASE("another size of a field's quantity is told from its own and from what is no quantity of it")
{
    const auto isOther = [](const char* registry, QStringView field, const QString& unit) {
        return isOtherSize(*spec(registry).field(field), unit);
    };
    for (const auto& unit : {QStringLiteral("公顷"), QStringLiteral("亩"), QStringLiteral("平方米")})
        CHECK(isOther("townships", u"area_km2", unit)); // 平方公里, also when the word is shorter
    for (const auto& unit : {QStringLiteral("平方公里"), QStringLiteral("km2"), QStringLiteral("户")})
        CHECK_FALSE(isOther("townships", u"area_km2", unit));
    for (const auto& unit : {QStringLiteral("公顷"), QStringLiteral("万公顷"), QStringLiteral("‰")})
        CHECK(isOther("services", u"area", unit));
    for (const auto& unit : {QStringLiteral("亩"), QStringLiteral("万亩"), QStringLiteral("户")})
        CHECK_FALSE(isOther("services", u"area", unit));
    CHECK(isOther("loans", u"disbursed", QStringLiteral("美元")));
    CHECK_FALSE(isOther("loans", u"disbursed", QStringLiteral("万元")));
}

TEST_CASE("a unit line above the table counts only for headings without a unit and of that quantity")
{
    const QStringList headings{QStringLiteral("镇街"), QStringLiteral("笔数"), QStringLiteral("发放额"),
        QStringLiteral("期末余额（元）")};
    const QString line = QStringLiteral("填报单位：南川区供销合作社　　金额单位：万元");
    CHECK(exponentOf("loans", "disbursed", headings, line) == 4);
    CHECK(exponentOf("loans", "balance", headings, line) == 0);
    CHECK(exponentOf("loans", "count", headings, line) == 0);
    CHECK(exponentOf("loans", "disbursed", headings, QStringLiteral("填报单位：万元村")) == 0);
    CHECK(exponentOf("loans", "disbursed", headings, QStringLiteral("单位: 亿元")) == 8);
}

TEST_CASE("a unit is understood however the lines around a table say it")
{
    const QStringList headings{QStringLiteral("镇街"), QStringLiteral("笔数"), QStringLiteral("发放额"),
        QStringLiteral("期末余额（元）")};
    for (const char* line : {"单位：人民币万元", "单位：（万元）", "单 位：万元", "单位 ： 万 元",
             "计量单位为万元", "单位：户、万元", "单位：笔、户、万元", "单位：亩、万元", "单位（万元）",
             "金额：万元", "货币单位：万元", "以万元为单位", "信贷投放表（万元）",
             "2024年信贷投放（户、万元）", "单位:万元/笔", "单位：万元　　制表：张三"}) {
        INFO(line);
        CHECK(exponentOf("loans", "disbursed", headings, QString::fromUtf8(line)) == 4);
        CHECK(exponentOf("loans", "balance", headings, QString::fromUtf8(line)) == 0);
        CHECK(exponentOf("loans", "count", headings, QString::fromUtf8(line)) == 0);
    }
    for (const char* line : {"填报单位：万元村供销社", "单位：万元村供销社", "单位：大观镇供销社",
             "投放2亿元情况表", "单位（盖章）："})
        CHECK(exponentOf("loans", "disbursed", headings, QString::fromUtf8(line)) == 0);
    for (const char* line : {"单位：元、万元", "单位：万", "单位：10万元"}) {
        INFO(line);
        const auto map = findHeadings(sheetOf({{QString::fromUtf8(line)}, headings}), spec("loans"), {});
        REQUIRE_FALSE(map);
        CHECK(map.error().text.contains(QStringLiteral("发放额（元）")));
    }
    // A heading's own unit is no other column's.
    CHECK(exponentOf("loans", "disbursed",
              {QStringLiteral("镇街"), QStringLiteral("发放额"), QStringLiteral("期末余额（单位：万元）")})
        == 0);
    Worksheet noted = sheetOf(
        {headings, {QStringLiteral("大观镇"), QStringLiteral("3"), QStringLiteral("1"), QStringLiteral("5")},
            {QStringLiteral("注：本表金额单位为万元")}});
    CHECK(need(findHeadings(noted, spec("loans"), {})).of(spec("loans"), u"disbursed")->exponent == 4);
}

TEST_CASE("a unit stands behind a heading in any dress")
{
    for (const char* heading : {"发放额/万元", "发放额：万元", "发放额万元", "发放额 万元", "发放额，万元",
             "发放额-万元", "发放额〔万元〕", "发放额（万元）*", "发放额（人民币万元）", "发放额﹙万元﹚"}) {
        INFO(heading);
        CHECK(exponentOf("loans", "disbursed", {QStringLiteral("镇街"), QString::fromUtf8(heading)}) == 4);
    }
}

TEST_CASE("headings of two rows are read together, also when only both rows name the field")
{
    Worksheet sheet = sheetOf({{QStringLiteral("服务网点一览表")},
        {QStringLiteral("名称"), QStringLiteral("镇街"), QStringLiteral("星级社"), {},
            QStringLiteral("综合服务社")},
        {{}, {}, QStringLiteral("日期"), QStringLiteral("星级"), QStringLiteral("日期")},
        {QStringLiteral("甲店"), QStringLiteral("大观镇")}});
    REQUIRE(sheet.merged.add({{0, 0, 0, 4}, {1, 0, 2, 0}, {1, 1, 2, 1}, {1, 2, 1, 3}}, sheet.rows));
    const auto map = need(findHeadings(sheet, spec("outlets"), {}));
    CHECK(map.firstRow == 3);
    CHECK(map.of(spec("outlets"), u"star_since")->column == 2);
    CHECK(map.of(spec("outlets"), u"stars")->column == 3);
    CHECK(map.of(spec("outlets"), u"service_since")->column == 4);

    Worksheet money
        = sheetOf({{QStringLiteral("月份"), QStringLiteral("发放额")}, {{}, QStringLiteral("（万元）")}});
    REQUIRE(money.merged.add({{0, 0, 1, 0}}, money.rows));
    CHECK(need(findHeadings(money, spec("loans"), {})).of(spec("loans"), u"disbursed")->exponent == 4);
}

TEST_CASE("a title over the whole table is never taken for a heading")
{
    Worksheet sheet = sheetOf({{QStringLiteral("会员单位")},
        {QStringLiteral("单位名称"), QStringLiteral("类别"), QStringLiteral("镇街")},
        {QStringLiteral("甲")}});
    REQUIRE(sheet.merged.add({{0, 0, 0, 2}}, sheet.rows));
    const auto map = need(findHeadings(sheet, spec("members"), {}));
    CHECK(map.firstRow == 2);
    CHECK(map.of(spec("members"), u"name")->heading == QStringLiteral("单位名称"));
}

TEST_CASE("a column chosen by heading or letter comes first, keeps its unit, and may be left out")
{
    const Worksheet sheet = sheetOf({{QStringLiteral("月份"), QStringLiteral("放了多少（万元）"),
        QStringLiteral("发放额"), QStringLiteral("备注")}});
    for (const QString& column :
        {QStringLiteral("放了多少（万元）"), QStringLiteral("B"), QStringLiteral("b")}) {
        const auto map = need(findHeadings(
            sheet, spec("loans"), {{column, QStringLiteral("disbursed")}, {QStringLiteral("备注"), {}}}));
        CHECK(map.of(spec("loans"), u"disbursed")->column == 1);
        CHECK(map.of(spec("loans"), u"disbursed")->exponent == 4);
        CHECK(map.of(spec("loans"), u"disbursed")->heading == QStringLiteral("放了多少（万元）"));
        CHECK(map.of(spec("loans"), u"remark") == nullptr);
    }
    const auto noColumn
        = findHeadings(sheet, spec("loans"), {{QStringLiteral("没有的列"), QStringLiteral("count")}});
    REQUIRE_FALSE(noColumn);
    CHECK_THAT(noColumn.error().text.toStdString(), Catch::Contains("没有的列") && Catch::Contains("月份"));
    const auto noField
        = findHeadings(sheet, spec("loans"), {{QStringLiteral("A"), QStringLiteral("nothing")}});
    REQUIRE_FALSE(noField);
    CHECK_THAT(
        noField.error().text.toStdString(), Catch::Contains("nothing") && Catch::Contains("disbursed"));
}

TEST_CASE("headings that nobody knows are mapped by letters alone")
{
    const Worksheet sheet = sheetOf(
        {{QStringLiteral("店"), QStringLiteral("哪里")}, {QStringLiteral("甲店"), QStringLiteral("大观镇")}});
    const auto map = need(findHeadings(sheet, spec("outlets"),
        {{QStringLiteral("A"), QStringLiteral("name")}, {QStringLiteral("B"), QStringLiteral("township")}}));
    CHECK(map.columns.size() == 2);
    CHECK(map.firstRow == 1);
}

TEST_CASE("a column below a group of another measure is not the ledger's")
{
    const auto amount = [](const char* groups) {
        const TableTest test;
        const ImportReport report = test.takeText("loans",
            "月份,金融机构,镇街,借款主体,产品," + QByteArray(groups)
                + "\n,,,,,发放额,发放额\n2024-07,某银行,大观镇,农户,信用,900,300\n");
        return report.added == 1 ? test.texts("loans", u"disbursed").join(u',').toStdString() : "拒绝";
    };
    CHECK(amount("本年累计,本月") == "300");
    CHECK(amount("上年同期,本期") == "300");
    CHECK(amount("本月,本年累计") == "900");
    const TableTest only;
    CHECK_THAT(
        only.refusal(TableTest::request("loans",
                         only.file("月份,金融机构,镇街,借款主体,产品,本年累计\n,,,,,发放额\n2024-07,某银行,"
                                   "大观镇,农户,信用,900\n")))
            .toStdString(),
        Catch::Contains("缺少必需的列"));
}

TEST_CASE("marks and notes for who fills a table in are no part of a heading")
{
    for (const char* heading :
        {"★服务面积", "服务面积（必填）", "服务面积（亩）（必填）", "*服务面积(亩)【必填项】"}) {
        const TableTest test;
        INFO(heading);
        CHECK(test.takeText("services",
                      "月份,镇街,服务主体,服务环节,作物," + QByteArray(heading)
                          + "\n2024-07,大观镇,测试一社,防,水稻,10\n")
                  .added
            == 1);
    }
}

TEST_CASE("a total is no row wherever in the names it stands and words about a row make it none")
{
    const QByteArray head
        = "月份,金融机构,镇街,借款主体,产品,发放额,备注\n2024-07,某银行,大观镇,农户,信用,300,\n";
    for (const char* name :
        {"合计", "小计", "大观镇小计", "总计：", "汇总", "Total", "合 计", "某银行 汇总"}) {
        const TableTest test;
        INFO(name);
        const ImportReport report
            = test.takeText("loans", head + "2024-07," + QByteArray(name) + ",大观镇,农户,其他,999,\n");
        CHECK(report.added == 1);
        CHECK(report.skipped == 1);
    }
    const TableTest remark;
    CHECK(remark.takeText("loans", head + "2024-07,某银行,大观镇,农户,其他,999,含小计\n").added == 2);
    const TableTest total;
    CHECK(total.takeText("loans", head + "2024-07,某银行,大观镇,农户,其他,999,合计\n").added == 2);
    // A village or an address is no prose: a total beside them doubled the sum.
    for (const char* column : {"村（社区）", "合作单位"}) {
        const TableTest named;
        INFO(column);
        const ImportReport report = named.takeText("activities",
            "日期,任务序号,类别,镇街,参加人数," + QByteArray(column)
                + "\n2024-07-01,1,培训,大观镇,30,某村\n2024-07-02,1,培训,大观镇,30,小计\n");
        CHECK(report.added == 1);
        CHECK(report.skipped == 1);
    }
}
