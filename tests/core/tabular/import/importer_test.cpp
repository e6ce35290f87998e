#include "core/store/history/change_log.h"
#include "core/tabular/import/import_preview.h"
#include "core/tabular/import/table_row.h"
#include "tests/core/store/district_box.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
const char* const serviceHeads = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）,服务次数,亩次\n";

std::string serviceTable(const QStringList& lines)
{
    return serviceHeads + lines.join(u'\n').toStdString() + "\n";
}
} // namespace

TEST_CASE("an office's workbook is taken whole: titles, groups, merges, totals, notes, every form of a month")
{
    for (const char* name : {"services.xlsx", "services.ods"}) {
        INFO(name);
        const TableTest test;
        const ImportReport report = test.take("services", fixture(name));
        INFO(reasons(report));
        CHECK(report.rows == 4);
        CHECK(report.added == 4);
        CHECK(report.skipped == 5); // 小计, empty, headings again, 合计, 填表人
        CHECK(test.texts("services", u"month")
            == QStringList{QStringLiteral("2024-07"), QStringLiteral("2024-08"), QStringLiteral("2024-09"),
                QStringLiteral("2024-07")});
        CHECK(test.texts("services", u"area")
            == QStringList{QStringLiteral("814"), QStringLiteral("12050"), QStringLiteral("10"),
                QStringLiteral("10000")});
        CHECK(test.texts("services", u"mu_times")
            == QStringList{QStringLiteral("1628"), QStringLiteral("12050"), QStringLiteral("30"),
                QStringLiteral("10000")});
        CHECK(test.rows("services")[1][u"township"].number() == test.township(QStringLiteral("大观镇")));
    }
}

TEST_CASE("numbers that are codes, telephones and days arrive whole from .xlsx and from .xls")
{
    for (const char* name : {"outlets.xlsx", "outlets.xls"}) {
        INFO(name);
        const TableTest test;
        const ImportReport report = test.take("outlets", fixture(name));
        INFO(reasons(report));
        REQUIRE(report.added == 2);
        const Record row = need(test->rowByCode(QStringLiteral("outlets"), QStringLiteral("10023")));
        CHECK(row[u"township"].number() == test.township(QStringLiteral("大观镇")));
        CHECK(row[u"opened_on"].text() == QStringLiteral("2024-07-10"));
        CHECK(row[u"phone"].text() == QStringLiteral("13900003333"));
        CHECK(row[u"lon"].real() == 107.1034);
        const Record text = need(test->rowByCode(QStringLiteral("outlets"), QStringLiteral("0024")));
        CHECK(text[u"opened_on"].text() == QStringLiteral("2024-07-10"));
    }
}

TEST_CASE("a unit line counts, a hidden sheet is left alone, the sheet that fits is found")
{
    const TableTest test;
    const ImportReport report = test.take("loans", fixture("loans.xlsx"));
    INFO(reasons(report));
    CHECK(report.sheet == QStringLiteral("2024年"));
    CHECK(test.texts("loans", u"disbursed") == QStringList{QStringLiteral("123456"), QStringLiteral("700")});
    CHECK(test.texts("loans", u"balance") == QStringList{QStringLiteral("5000"), QStringLiteral("700")});
    ImportRequest named = TableTest::request("loans", fixture("loans.xlsx"));
    named.sheet = QStringLiteral("没有");
    CHECK_THAT(test.refusal(named).toStdString(), Catch::Contains("没有") && Catch::Contains("2024年"));
    named.sheet = QStringLiteral("旧表");
    CHECK(need(test.take(named)).added == 1);
}

TEST_CASE("what Excel has mangled is refused and not guessed")
{
    const TableTest test;
    const ImportReport report = test.take("outlets", fixture("mangled.xlsx"));
    REQUIRE(report.problems.size() == 2);
    CHECK_THAT(reasons(report),
        Catch::Contains("第 2 行“编码”") && Catch::Contains("丢失") && Catch::Contains("第 3 行“地址”")
            && Catch::Contains("#REF!"));
    const ImportReport months = test.take("services", fixture("lost_zero.xlsx"));
    CHECK(months.refused == 1);
    CHECK_THAT(reasons(months), Catch::Contains("第 2 行“月份”") && Catch::Contains("2024-10"));
    const ImportReport csv = test.takeText("outlets", "编码,名称,镇街\n5.00119E+11,甲,大观镇\n");
    CHECK_THAT(reasons(csv), Catch::Contains("丢失"));
}

TEST_CASE("each mistake in a row is told with its row, column, value and remedy, and nothing is written")
{
    const TableTest test;
    const qint64 before = test->dataVersion();
    const ImportReport report = test.takeText("services",
        serviceTable({QStringLiteral("2024-07,大观镇,测试一社,防,水稻,10,1,10"),
                         QStringLiteral("2024-13,桃花镇,测试一社,防,水稻,三十亩,1,"), {},
                         QStringLiteral("2024-08,大观镇,测试一社,防,水稻,-5,1,"),
                         QStringLiteral("2024-09,大观镇,没有的店,挖,水稻,0.005,1,")})
            .c_str());
    CHECK(report.rows == 4);
    CHECK(report.refused == 3);
    CHECK(report.added == 0);
    CHECK(test->dataVersion() == before);
    QList<std::pair<int, QString>> places;
    for (const ImportProblem& problem : report.problems) {
        places += {problem.row, problem.column};
        CHECK(problem.reason.startsWith(QStringLiteral("第 %1 行").arg(problem.row)));
        CHECK(problem.reason.endsWith(u'。'));
    }
    const QList<std::pair<int, QString>> expected{{3, QStringLiteral("月份")}, {3, QStringLiteral("镇街")},
        {3, QStringLiteral("服务面积（亩）")}, {5, QStringLiteral("服务面积（亩）")},
        {6, QStringLiteral("服务主体")}, {6, QStringLiteral("服务环节")},
        {6, QStringLiteral("服务面积（亩）")}};
    CHECK(places == expected);
    CHECK(report.problems[2].value == QStringLiteral("三十亩"));
    CHECK(report.problems[2].reason
        == QStringLiteral("第 3 行“服务面积（亩）”填的是“三十亩”，请填数字，例如 30。"));
}

TEST_CASE("rows that are good are taken when the others may be skipped, and a trial writes nothing")
{
    const TableTest test;
    const std::string table = serviceTable({QStringLiteral("2024-07,大观镇,测试一社,防,水稻,10,1,10"),
        QStringLiteral("2024-13,大观镇,测试一社,防,水稻,10,1,10")});
    ImportRequest asked = TableTest::request("services", test.file(table.c_str()));
    asked.skipRefused = true;
    asked.dryRun = true;
    const qint64 before = test->dataVersion();
    CHECK(need(test.take(asked)).added == 1);
    CHECK(test->dataVersion() == before);
    asked.dryRun = false;
    const ImportReport report = need(test.take(asked));
    CHECK(report.added == 1);
    CHECK(report.refused == 1);
    CHECK(test.rows("services").size() == 1);
}

TEST_CASE("the same file a second time changes nothing and logs nothing")
{
    const TableTest test;
    for (const auto& [registry, name] : {std::pair("services", "services.xlsx"),
             std::pair("loans", "loans.xlsx"), std::pair("outlets", "outlets.xlsx")}) {
        const ImportReport first = test.take(registry, fixture(name));
        const qint64 version = test->dataVersion();
        const ImportReport second = test.take(registry, fixture(name));
        CHECK(second.unchanged == first.rows);
        CHECK(second.added + second.updated + second.refused == 0);
        CHECK(test->dataVersion() == version);
    }
}

TEST_CASE("a row matches by code before its natural key, and an empty or masked cell changes nothing")
{
    const TableTest test;
    CHECK(test.takeText("outlets", "编码,名称,镇街,联系电话,地址\nA1,甲店,大观镇,13900001234,老街1号\n").added
        == 1);
    const ImportReport report
        = test.takeText("outlets", "编码,名称,镇街,联系电话,地址\na1,甲店新名,大观镇,139****1234,\n");
    INFO(reasons(report));
    CHECK(report.updated == 1);
    const Record row = need(test->rowByCode(QStringLiteral("outlets"), QStringLiteral("A1")));
    CHECK(row[u"name"].text() == QStringLiteral("甲店新名"));
    CHECK(row[u"phone"].text() == QStringLiteral("13900001234"));
    CHECK(row[u"address"].text() == QStringLiteral("老街1号"));
}

TEST_CASE("a table without the required columns may update rows that it names by code, and add none")
{
    const TableTest test;
    test.takeText("outlets", "编码,名称,镇街\nA1,甲店,大观镇\n");
    CHECK(test.takeText("outlets", "编码,地址\nA1,新地址\n").updated == 1);
    const ImportRequest unknown = TableTest::request("outlets", test.file("编码,地址\nA9,新地址\n"));
    CHECK_THAT(test.refusal(unknown).toStdString(), Catch::Contains("名称") && Catch::Contains("镇街"));
    const ImportRequest none
        = TableTest::request("services", test.file("月份,镇街,备注\n2024-07,大观镇,x\n"));
    CHECK_THAT(test.refusal(none).toStdString(),
        Catch::Contains("服务面积（亩）") && Catch::Contains("服务主体") && !Catch::Contains("编码"));
    const ImportRequest foreign = TableTest::request("services", test.file("a,b\n1,2\n"));
    CHECK_THAT(test.refusal(foreign).toStdString(), Catch::Contains("缺少"));
}

TEST_CASE("two rows of a file that mean the same row are refused with both row numbers")
{
    const TableTest test;
    const ImportReport fresh = test.takeText("outlets", "名称,镇街\n甲店,大观镇\n乙店,大观镇\n甲店,大观\n");
    CHECK(fresh.refused == 1);
    CHECK_THAT(reasons(fresh), Catch::Contains("第 4 行") && Catch::Contains("第 2 行"));
    test.takeText("outlets", "编码,名称,镇街\nA1,甲店,大观镇\n");
    const ImportReport known
        = test.takeText("outlets", "编码,名称,镇街,地址\nA1,甲店,大观镇,一\n,甲店,大观镇,二\n");
    CHECK(known.refused == 1);
    CHECK_THAT(reasons(known), Catch::Contains("第 3 行") && Catch::Contains("第 2 行"));
}

TEST_CASE("the same name with another 统一社会信用代码 is another unit, without one it is the same")
{
    const TableTest test;
    const char* heads = "单位名称,类别,镇街,统一社会信用代码,主营业务\n";
    const auto take
        = [&](const char* line) { return test.take("members", test.file(QByteArray(heads) + line)); };
    CHECK(take("甲合作社,农民合作社,大观镇,,粮油\n").added == 1);
    CHECK(take("甲合作社,农民合作社,大观镇,93500119XX00090136,粮油\n").updated == 1);
    CHECK(take("甲合作社,农民合作社,大观镇,,蔬菜\n").updated == 1);
    const ImportReport other = take("甲合作社,农民合作社,大观镇,93500119XX00090211,粮油\n");
    CHECK(other.updated == 0);
    CHECK(test.rows("members")[0][u"credit_code"].text() == QStringLiteral("93500119XX00090136"));
}

TEST_CASE("members join several federations with one date for all or one each")
{
    const TableTest test;
    const ImportReport report = test.takeText("members",
        "单位名称,类别,镇街,所属农合联,入会日期,退会日期\n"
        "甲社,农民合作社,大观镇,南川区农合联、大观镇农合联,2024-03-01、2024.5.1,\n"
        "乙社,农民合作社,大观镇,南川区农合联；大观,2024年3月1日,2024-11-30、\n");
    INFO(reasons(report));
    REQUIRE(report.added == 2);
    for (const Record& row : test.rows("members")) {
        REQUIRE(row[u"federations"].list().size() == 2);
        const bool first = row.title() == QStringLiteral("甲社");
        CHECK(row[u"joined_on"].list()[1].text()
            == (first ? QStringLiteral("2024-05-01") : QStringLiteral("2024-03-01")));
        CHECK((row[u"left_on"].isNull() || row[u"left_on"].list()[0].isNull()) == first);
    }
}

TEST_CASE("coordinates come out in CGCS2000, whole or not at all")
{
    const TableTest test;
    ImportRequest asked
        = TableTest::request("outlets", test.file("名称,镇街,经度,纬度\n甲店,大观镇,107.1000,29.1600\n"));
    asked.datum = Datum::gcj02;
    CHECK(need(test.take(asked)).added == 1);
    CHECK(need(test.take(asked)).unchanged == 1);
    Record row = test.row("outlets", test.idOf("outlets", QStringLiteral("甲店")));
    CHECK(fromCgcs2000({row[u"lon"].real(), row[u"lat"].real()}, Datum::gcj02).lon
        == Approx(107.1).margin(1e-8));
    CHECK(std::abs(row[u"lon"].real() - 107.1) > 0.001);
    asked.file = test.file("名称,镇街,经度\n甲店,大观镇,107.2\n");
    const ImportReport half = need(test.take(asked));
    CHECK_THAT(reasons(half), Catch::Contains("经度") && Catch::Contains("纬度"));
}

TEST_CASE("an import says that nobody named the datum of its coordinates, and only then")
{
    const TableTest test;
    ImportRequest asked = TableTest::request(
        "outlets", test.file("名称,镇街,经度,纬度\n甲店,大观镇,107.1,29.16\n乙店,大观镇,,\n"));
    asked.dryRun = true;
    CHECK(need(test.take(asked)).notes == QStringList{QStringLiteral("坐标按 CGCS2000 读入（1 行）")});
    for (const Datum said : {Datum::cgcs2000, Datum::wgs84, Datum::gcj02}) {
        asked.datum = said;
        CHECK(need(test.take(asked)).notes.isEmpty());
    }
    asked.datum.reset();
    asked.file = test.file("名称,镇街\n甲店,大观镇\n");
    CHECK(need(test.take(asked)).notes.isEmpty());
}

TEST_CASE("a table whose headings or title or file name says GCJ-02 or BD-09 is not taken for CGCS2000")
{
    const auto refused = [](const QByteArray& text, const char* name = "表.csv") {
        const TableTest test;
        const auto report = test.take(TableTest::request("outlets", test.file(text, name)));
        return report ? std::string() : report.error().text.toStdString();
    };
    const QByteArray row = "甲店,大观镇,107.1,29.16\n";
    for (const auto& [heads, datum] :
        QList<std::pair<const char*, const char*>>{{"名称,镇街,高德经度,高德纬度\n", "gcj02"},
            {"名称,镇街,经度（GCJ02）,纬度（GCJ02）\n", "gcj02"}, {"名称,镇街,百度经度,百度纬度\n", "bd09"},
            {"名称,镇街,lng_gcj02,lat_gcj02\n", "gcj02"}, {"名称,镇街,bd09_lng,bd09_lat\n", "bd09"},
            {"网点表（坐标为火星坐标）,,,\n名称,镇街,经度,纬度\n", "gcj02"},
            {"坐标系：BD-09,,,\n名称,镇街,经度,纬度\n", "bd09"},
            {",,高德坐标,\n名称,镇街,经度,纬度\n", "gcj02"}}) {
        INFO(heads);
        CHECK_THAT(refused(heads + row), Catch::Contains(std::string("--datum ") + datum));
    }
    CHECK_THAT(refused("名称,镇街,经度,纬度\n" + row, "网点_高德.csv"), Catch::Contains("--datum gcj02"));
    CHECK_THAT(refused("名称,镇街,经度,纬度,坐标系\n甲店,大观镇,107.1,29.16,GCJ02\n"),
        Catch::Contains("--datum gcj02"));
    CHECK_THAT(refused("名称,镇街,经度,纬度\n" + row + "注：坐标取自百度地图,,,\n"),
        Catch::Contains("--datum bd09"));
    for (const char* heads : {"名称,镇街,经度,纬度\n", "名称,镇街,WGS84经度,WGS84纬度\n",
             "高德镇网点,,,\n名称,镇街,经度,纬度\n", "名称,镇街,CGCS2000_lng,CGCS2000_lat\n"})
        CHECK(refused(heads + row).empty());
    CHECK(refused("名称,镇街,备注\n甲店,大观镇,高德上能搜到\n").empty());
    // Said by somebody, and moved then.
    const TableTest test;
    ImportRequest asked = TableTest::request("outlets", test.file("名称,镇街,高德经度,高德纬度\n" + row));
    asked.datum = Datum::gcj02;
    CHECK(need(test.take(asked)).added == 1);
    const Record moved = test.rows("outlets").last();
    CHECK(std::abs(moved[u"lon"].real() - 107.1) > 0.001);
    CHECK(std::abs(moved[u"lon"].real() - 107.1) < 0.01);
}

TEST_CASE("points far away from the district are named with what they may be and near ones are not")
{
    const TableTest test;
    layDistrictBox(*test.workspace, test.township(QStringLiteral("大观镇")));
    ImportRequest asked = TableTest::request("outlets",
        test.file("名称,镇街,经度,纬度\n甲店,大观镇,107.1,29.16\n乙店,大观镇,131.8,3.4\n丙店,大观镇,106.5,29."
                  "5\n丁店,大观镇,,\n戊店,大观镇,104.1,29.1\n"));
    asked.datum = Datum::cgcs2000;
    asked.dryRun = true;
    const ImportReport report = need(test.take(asked));
    CHECK(report.refused == 0);
    REQUIRE(report.warnings.size() == 1);
    const std::string said = report.warnings.first().toStdString();
    CHECK_THAT(said,
        Catch::Contains("有 2 行") && Catch::Contains("第 3 行 131.80, 3.40") && Catch::Contains("第 6 行")
            && Catch::Contains("写反"));
    const auto table
        = need(readImportTable(*test.workspace->registries().find(QStringLiteral("outlets")), asked));
    const auto preview = need(previewImport(*test.workspace, table, asked));
    CHECK(preview.rows[0].warnings.isEmpty());
    CHECK(preview.rows[1].warnings.size() == 1);
    CHECK(preview.rows[2].warnings.isEmpty());
}

TEST_CASE("an amount merged over several rows is not counted in each of them, a place is")
{
    const TableTest test;
    const RegistrySpec& loans = *standardRegistries().find(u"loans");
    Worksheet sheet;
    for (const QStringList& row : {QStringList{QStringLiteral("镇街"), QStringLiteral("发放额（元）")},
             QStringList{QStringLiteral("大观镇"), QStringLiteral("500")}, QStringList{{}, {}}})
        sheet.rows += row;
    REQUIRE(sheet.merged.add({{1, 0, 2, 0}, {1, 1, 2, 1}}, sheet.rows));
    const HeadingMap map = need(findHeadings(sheet, loans, {}));
    CHECK(readRow(sheet, map, loans, 1, Datum::cgcs2000, test->lookup()).values.size() == 2);
    const TableRow covered = readRow(sheet, map, loans, 2, Datum::cgcs2000, test->lookup());
    REQUIRE(covered.values.size() == 1);
    CHECK(covered.values.first().first == loans.indexOf(u"township"));
}

TEST_CASE("an amount that is no whole 元 after conversion is refused with the unit")
{
    TableTest test;
    const ImportReport report = test.takeText(
        "loans", "月份,金融机构,镇街,借款主体,产品,发放额（万元）\n2024-07,甲行,大观镇,农户,信用,0.00005\n");
    CHECK(report.refused == 1);
    CHECK_THAT(reasons(report), Catch::Contains("换算成元"));
}

TEST_CASE("an import is one step in the change log, named after what it did, and can be cancelled")
{
    const TableTest test;
    ImportRequest asked = TableTest::request("services", fixture("services.xlsx"));
    asked.progress = [](int, int) { return false; };
    const auto cancelled = test.take(asked);
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().kind == ErrorKind::cancelled);
    CHECK(test.rows("services").isEmpty());
    CHECK_THAT(test.refusal(TableTest::request("nonsense", fixture("services.xlsx"))).toStdString(),
        Catch::Contains("nonsense"));
    asked.progress = nullptr;
    const auto steps = need(history(*test)).size();
    CHECK(need(test.take(asked)).added == 4);
    const auto log = need(history(*test));
    REQUIRE(log.size() == steps + 1);
    CHECK(log.first().reason == QStringLiteral("导入社会化服务 4 行"));
    CHECK(log.first().rows.size() == 4);
}

TEST_CASE("ten thousand service rows are all taken, and all known the second time")
{
    const TableTest test;
    QString lines = QString::fromUtf8(serviceHeads);
    for (int i = 0; i < 10000; ++i)
        lines += QStringLiteral("2024-%1,%2,测试一社,防,作物%3,10.5,1,10.5\n")
                     .arg(i % 12 + 1, 2, 10, QChar(u'0'))
                     .arg(i % 2 ? QStringLiteral("大观镇") : QStringLiteral("水江镇"))
                     .arg(i / 12);
    const QString path = test.file(lines.toUtf8());
    CHECK(test.take("services", path).added == 10000);
    CHECK(test.take("services", path).unchanged == 10000);
}

TEST_CASE("an import does not tell who may not see a telephone whether a guess is the number that is there")
{
    const TableTest test;
    const RowId id = test.rows("outlets").first().id;
    {
        Record row = test.row("outlets", id);
        row.set(u"phone", QStringLiteral("13987650421"));
        const auto work = test.begin();
        need(work->change(row));
        need(work->commit());
    }
    const QString code = test.row("outlets", id).code();
    const auto told = [&](const char* phone, bool dryRun) {
        const QString table = test.file("编码,联系电话\n" + code.toUtf8() + "," + phone + "\n");
        ImportRequest asked = TableTest::request("outlets", table);
        asked.dryRun = dryRun;
        const ImportReport report = need(test.take(asked));
        return QList<int>{report.added, report.updated, report.unchanged, report.refused,
            int(report.warnings.size()), int(report.problems.size())};
    };
    const auto previewed = [&](const char* phone) {
        const QString table = test.file("编码,联系电话,经营者\n" + code.toUtf8() + "," + phone + ",钱二\n");
        const ImportRequest asked = TableTest::request("outlets", table);
        const auto read = need(readImportTable(*test->registries().find(u"outlets"), asked));
        QStringList shown;
        const auto preview = need(previewImport(*test, read, asked));
        for (const PreviewRow::Change& one : preview.rows.first().changes)
            shown += one.before + QStringLiteral("→") + one.after;
        return shown;
    };
    CHECK(told("13987650421", true) == told("13912340421", true)); // only masked digits differ
    CHECK(previewed("13987650421") == previewed("13912340421"));
    CHECK(told("13700000000", true) != told("13987650421", true)); // what everybody sees may be told
    const auto guessed = told("13987650421", false); // each writes, so one after the other
    CHECK(told("13912340421", false) == guessed);
    CHECK(test.row("outlets", id)[u"phone"].text() == u"13912340421"); // and it is written
    REQUIRE(addPerson(
        *test.workspace, {QStringLiteral("测试员"), Door::form, {}}, QStringLiteral("测试员"), Role::admin));
    REQUIRE(test->signIn(QStringLiteral("测试员")));
    CHECK(told("13912340421", true) == told("13987650421", true)); // a trial writes no entry for anybody
    const auto same = told("13912340421", false);
    CHECK(told("13987650421", false) != same); // who may see it is told
}

TEST_CASE("a township is found with the district and the city in front of its name")
{
    const TableTest test;
    const ImportReport report = test.takeText("outlets",
        "名称,镇街\n甲店,重庆市南川区大观镇\n乙店,南川区大观镇人民政府\n丙店,重庆南川　大观\n丁店,"
        "南川水江\n");
    INFO(reasons(report));
    CHECK(report.added == 4);
    CHECK(test.rows("outlets").last()[u"township"].number() == test.township(QStringLiteral("水江镇")));
    const ImportReport strange
        = test.takeText("outlets", "名称,镇街\n戊店,涪陵区大观镇\n己店,重庆市綦江区大观镇\n庚店,南川区\n");
    CHECK(strange.refused == 3);
}

TEST_CASE("a name or choice that does not exist is refused with what was most likely meant, also in a list")
{
    const TableTest test;
    const auto taken = [&](const char* registry, const char* heads, const char* cells) {
        const ImportReport report = test.takeText(registry, QByteArray(heads) + '\n' + cells + '\n');
        REQUIRE(report.problems.size() == 1);
        CHECK(report.added == 0);
        return report.problems.first();
    };
    const auto place = taken("outlets", "名称,镇街", "甲社,重庆市南川区大官镇");
    CHECK(place.suggestion == QStringLiteral("大观镇"));
    CHECK_THAT(place.reason.toStdString(), Catch::EndsWith("没有这个镇街，您是不是要找：大观镇。"));
    CHECK(taken("outlets", "名称,镇街", "甲社,石林镇").suggestion.isEmpty()); // 石溪镇, 石莲镇
    const auto choice
        = taken("services", "月份,镇街,服务主体,服务环节,服务面积（亩）", "2024-07,大观镇,测试一社,红干,1");
    CHECK(choice.suggestion == QStringLiteral("烘干"));
    CHECK_THAT(choice.reason.toStdString(), Catch::EndsWith("；您是不是要找：烘干。"));
    const auto list
        = taken("members", "名称,类别,镇街,所属农合联", "甲社,农民合作社,大观镇,大观镇农合联；水姜镇农合联");
    CHECK(list.suggestion == QStringLiteral("大观镇农合联、水江镇农合联"));
    CHECK_THAT(list.reason.toStdString(), Catch::EndsWith("您是不是要找：水江镇农合联。"));
}
