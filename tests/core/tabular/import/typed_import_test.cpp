#include "core/base/text/text.h"
#include "core/tabular/read/worksheet.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
/// Workbooks of one row below the headings, whose cells a test spells itself.
struct TypedTest : TableTest {
    QString book(const QByteArray& headings, const QByteArray& cells, const QByteArray& formats = {},
        const QByteArray& styles = {}) const
    {
        QByteArray first;
        int column = 0;
        for (const QByteArray& heading : headings.split(','))
            first += MadeXlsx::text(
                (Worksheet::letter(column++).toLatin1() + "1").constData(), heading.constData());
        MadeXlsx made{"<row r=\"1\">" + first + "</row><row r=\"2\">" + cells + "</row>"};
        made.formats = formats;
        made.styles = styles;
        const QString written = folder.filePath(QStringLiteral("类型.xlsx"));
        made.write(written);
        return written;
    }
    QString problem(const char* registry, const QString& table) const
    {
        const ImportReport report = take(registry, table);
        REQUIRE(report.refused == 1);
        return report.problems.first().reason;
    }
};

QByteArray number(const char* place, const char* value, int style = 0)
{
    return QByteArray("<c r=\"") + place + "\" s=\"" + QByteArray::number(style) + "\"><v>" + value
        + "</v></c>";
}

QByteArray format(const char* code)
{
    return QByteArray("<numFmt numFmtId=\"170\" formatCode=\"") + QByteArray(code).replace("\"", "&quot;")
        + "\"/>";
}

const QByteArray styled = "<xf numFmtId=\"170\"/>";
const QByteArray service = MadeXlsx::text("A2", "2024-07") + MadeXlsx::text("B2", "大观镇")
    + MadeXlsx::text("C2", "测试一社") + MadeXlsx::text("D2", "防") + MadeXlsx::text("E2", "水稻");
} // namespace

TEST_CASE("a month that is the number 2024.1 is refused whatever its format and however the file spells it")
{
    const QByteArray rest = MadeXlsx::text("B2", "大观镇") + MadeXlsx::text("C2", "测试一社")
        + MadeXlsx::text("D2", "防") + MadeXlsx::text("E2", "水稻") + number("F2", "10");
    const QByteArray heads = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）";
    const TypedTest test;
    for (const QByteArray& cell : {number("A2", "2024.1"), number("A2", "2.0241E3"),
             number("A2", "2024.1", 1), QByteArray("<c t='n' s=\"1\" r=\"A2\" ><f>1</f><v> 2024.1 </v></c>")})
        CHECK(test.problem("services", test.book(heads, cell + rest, format("0.00"), styled))
                  .contains(QStringLiteral("分不清")));
    for (const char* good : {"2024.7", "202407", "45483"})
        CHECK(test.take("services", test.book(heads, number("A2", good) + rest)).refused == 0);
    CHECK(test.take("services", test.book(heads, MadeXlsx::text("A2", "2024.1") + rest)).refused == 0);
    // A text table has no formats any more: who knows whether a cell was a number.
    for (const auto& [month, refused] : QList<std::pair<const char*, int>>{{"2024.1", 1}, {" 2024.1 ", 1},
             {"２０２４．１", 1}, {"2024.10", 0}, {"2024.01", 0}, {"2024-1", 0}, {"2024/1", 0},
             {"2024年1月", 0}, {"2024.2", 0}, {"2024.11", 0}}) {
        const TypedTest text;
        INFO(month);
        CHECK(text.takeText("services",
                      "月份,镇街,服务主体,服务环节,作物,服务面积（亩）\n" + QByteArray(month)
                          + ",大观镇,测试一社,防,水稻,10\n")
                  .refused
            == refused);
    }
}

TEST_CASE("money that is not yuan never comes in as yuan")
{
    const QByteArray heads = "月份,金融机构,镇街,借款主体,产品,发放额（元）";
    const auto loan = [&](const QByteArray& cell, const char* code) {
        const TypedTest test;
        const ImportReport report = test.take("loans",
            test.book(heads,
                MadeXlsx::text("A2", "2024-07") + MadeXlsx::text("B2", "某银行")
                    + MadeXlsx::text("C2", "大观镇") + MadeXlsx::text("D2", "农户")
                    + MadeXlsx::text("E2", "信用") + cell,
                format(code), styled));
        return report.added == 1 ? std::string("导入") : reasons(report);
    };
    for (const char* code : {"[$$-409]#,##0.00", "\"US$\"0", "[$HK$-C04]0", "[$€-2] 0", "[$¥-411]0",
             "0\"美元\"", "_($* #,##0.00_)", "[$US$-1004]0"})
        CHECK_THAT(loan(number("F2", "300", 1), code), Catch::Contains("不是人民币"));
    for (const char* code : {"[$¥-804]#,##0.00", "[$￥-804]0", "¥#,##0", "[$CNY] 0", "0\"元\"", "0.00"})
        CHECK(loan(number("F2", "300", 1), code) == "导入");
    for (const char* words : {"US$ 300", "$300", "300美元", "HK$300", "€300", "300 USD", "300日元", "JPY300"})
        CHECK(loan(MadeXlsx::text("F2", words), "0") != "导入");
    for (const char* words : {"￥300", "¥ 300", "RMB300", "CNY 300", "人民币300元"})
        CHECK(loan(MadeXlsx::text("F2", words), "0") == "导入");
    // What stands around the table says it, too.
    for (const auto& [line, good] :
        QList<std::pair<const char*, bool>>{{"单位：美元", false}, {"货币单位：万美元", false},
            {"币种：USD", false}, {"币种：港币", false}, {"单位：元", true}, {"币种：人民币元", true}}) {
        const TableTest test;
        const auto report = test.take(TableTest::request("loans",
            test.file(QByteArray(line)
                + ",,,,,\n月份,金融机构,镇街,借款主体,产品,发放额\n2024-07,某银行,大观镇,农户,信用,300\n")));
        INFO(line);
        CHECK((report && report->added == 1) == good);
    }
    const TableTest area;
    CHECK_THAT(area.refusal(TableTest::request("services",
                                area.file("单位：公顷,,,,,\n月份,镇街,服务主体,服务环节,作物,服务面积\n2024-"
                                          "07,大观镇,测试一社,防,水稻,10\n")))
                   .toStdString(),
        Catch::Contains("公顷"));
}

TEST_CASE("a currency of an OpenDocument cell or style that is not yuan never comes in as yuan")
{
    const auto loan = [](const QByteArray& amount, const QByteArray& symbol) {
        const TableTest test;
        const auto text = [](const char* words) {
            return QByteArray("<table:table-cell office:value-type=\"string\"><text:p>") + words
                + "</text:p></table:table-cell>";
        };
        QByteArray heads, cells;
        for (const char* heading : {"月份", "金融机构", "镇街", "借款主体", "产品", "发放额（元）"})
            heads += text(heading);
        for (const char* words : {"2024-07", "某银行", "大观镇", "农户", "信用"})
            cells += text(words);
        const QString path = test.folder.filePath(QStringLiteral("钱.ods"));
        writeOds(path,
            odsContent("<table:table table:name=\"甲\"><table:table-row>" + heads
                    + "</table:table-row><table:table-row>" + cells + "<table:table-cell " + amount
                    + " office:value=\"300\"><text:p>300</text:p></table:table-cell>"
                    + "</table:table-row></table:table>",
                "<number:currency-style style:name=\"N1\">" + symbol
                    + "<number:number number:min-integer-digits=\"1\" "
                      "number:decimal-places=\"2\"/></number:currency-style>"
                      "<style:style style:name=\"c\" style:family=\"table-cell\" "
                      "style:data-style-name=\"N1\"/>"));
        const ImportReport report = test.take("loans", path);
        return report.added == 1 ? std::string("导入") : reasons(report);
    };
    const QByteArray yuan = "<number:currency-symbol>￥</number:currency-symbol>";
    const QByteArray place = " number:language=\"ja\" number:country=\"JP\"";
    for (const char* money : {"USD", "HKD", "EUR", "JPY", "BYN"})
        CHECK_THAT(loan(QByteArray("office:value-type=\"currency\" office:currency=\"") + money + "\"", yuan),
            Catch::Contains("不是人民币"));
    for (const char* money : {"CNY", "RMB"})
        CHECK(loan(QByteArray("office:value-type=\"currency\" office:currency=\"") + money + "\"", yuan)
            == "导入");
    const QByteArray styledCell = "office:value-type=\"currency\" table:style-name=\"c\"";
    CHECK(loan(styledCell, yuan) == "导入");
    CHECK(loan(styledCell, "<number:currency-symbol>$</number:currency-symbol>") != "导入");
    CHECK(loan("office:value-type=\"float\" table:style-name=\"c\"", "<number:text>US$ </number:text>")
        != "导入");
    CHECK(loan(styledCell, "<number:currency-symbol" + place + ">￥</number:currency-symbol>") != "导入");
}

TEST_CASE("a length of time and a small number in the wrong format are no day")
{
    const auto day = [](const QByteArray& cell, const char* code) {
        const TypedTest test;
        const ImportReport report = test.take("outlets",
            test.book("名称,镇街,开业日期",
                MadeXlsx::text("A2", "某店") + MadeXlsx::text("B2", "大观镇") + cell, format(code), styled));
        return report.added == 1 ? test.rows("outlets").last()[u"opened_on"].text().toStdString()
                                 : reasons(report);
    };
    for (const char* code : {"[h]:mm", "[mm]:ss", "h:mm", "h:mm AM/PM"})
        for (const char* value : {"1.5", "0.5"})
            CHECK_THAT(day(number("C2", value, 1), code), Catch::Contains("没有年月日"));
    CHECK(day(number("C2", "45356", 1), "[h]:mm") == "2024-03-05"); // nobody measures 124 years in hours
    for (const char* code : {"yyyy-mm-dd", "m\"月\"d\"日\"", "yyyy/m/d h:mm"})
        for (const char* value : {"1.5", "30", "365"})
            CHECK_THAT(day(number("C2", value, 1), code), Catch::Contains("很小的数"));
    for (const char* value : {"30", "1.5"})
        CHECK(day(number("C2", value), "0").size() > 10);
    CHECK(day(number("C2", "45356.5", 1), "h:mm") == "2024-03-05");
    CHECK(day(number("C2", "367", 1), "yyyy-mm-dd") == "1901-01-01");
    CHECK_THAT(day(number("C2", "2024", 1), "yyyy-mm-dd"), Catch::Contains("年份"));
    for (const auto& [written, good] : QList<std::pair<const char*, bool>>{{"1900/1/1", false},
             {"1900/1/30 12:00", false}, {"1905/7/16", false}, {"36:00", false}, {"12:30:00", false},
             {"1900-05-05", true}, {"2024/3/5 12:00", true}}) {
        const TableTest test;
        INFO(written);
        CHECK((test.takeText("outlets", QByteArray("名称,镇街,开业日期\n甲,大观镇,") + written + "\n").added
                  == 1)
            == good);
    }
}

TEST_CASE("a moment that names its time zone is the day that it is in China")
{
    const TableTest test;
    const std::pair<const char*, const char*> moments[]
        = {{"2024-07-25T16:00:00Z", "2024-07-26"}, {"2024-07-25T16:00:00.000Z", "2024-07-26"},
            {"2024-07-25T15:59:59Z", "2024-07-25"}, {"2024-07-26T00:00:00+08:00", "2024-07-26"},
            {"2024/07/25 16:00:00+00", "2024-07-26"}, {"2024-07-25 20:30 -0400", "2024-07-26"},
            {"2024-07-26 00:00:00", "2024-07-26"}, {"2024/7/26 23:59", "2024-07-26"}};
    QByteArray table = "名称,镇街,开业日期\n";
    for (const auto& [text, day] : moments)
        table += QByteArray("店") + text + ",大观镇," + text + "\n";
    CHECK(test.takeText("outlets", table).added == int(std::size(moments)));
    for (const Record& row : test.rows("outlets"))
        for (const auto& [text, day] : moments)
            if (row[u"name"].text() == QString::fromUtf8("店") + QString::fromUtf8(text))
                CHECK(row[u"opened_on"].text().toStdString() == day);
}

TEST_CASE("a year and a month run together are no day of 1955")
{
    const TableTest test;
    const QByteArray heads = "名称,镇街,开业日期\n";
    for (const char* text : {"20247", "２０２４７", "20259"}) {
        ImportRequest asked = TableTest::request("outlets", test.file(heads + "丙社,大观镇," + text + "\n"));
        asked.dryRun = true;
        const ImportReport report = need(test.take(asked));
        CHECK(report.refused == 1);
        CHECK_THAT(reasons(report), Catch::Contains("看不出"));
    }
    CHECK(test.takeText("outlets", heads + "丁社,大观镇,45499\n戊社,大观镇,20240726\n").added == 2);
}

TEST_CASE("a field of a layer that shows a small number as a day of 1900 is refused and a real day is not")
{
    const TableTest test;
    const auto taken = [&](const QByteArray& day) {
        ImportRequest asked = TableTest::request("outlets",
            test.file(
                R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"丙社",)"
                R"("镇街":"大观镇","opened_on":")"
                    + day + R"("},"geometry":{"type":"Point","coordinates":[107.1,29.1]}}]})",
                "店.geojson"));
        asked.dryRun = true;
        return need(test.take(asked));
    };
    for (const char* day : {"1900/1/3", "1900/01/26 00:00:00", "1905/7/12"}) {
        const ImportReport report = taken(day);
        INFO(day << ' ' << reasons(report));
        CHECK(report.refused == 1);
        CHECK_THAT(reasons(report), Catch::Contains("多半是一个很小的数"));
    }
    CHECK(taken("2024/7/26").added == 1);
    CHECK(test.take("outlets",
                  test.file(R"({"type":"FeatureCollection","features":[{"type":"Feature",)"
                            R"("properties":{"名称":"丁社","镇街":"大观镇",)"
                            R"("opened_on":"2024-07-25T16:00:00Z"},"geometry":)"
                            R"({"type":"Point","coordinates":[107.1,29.1]}}]})",
                      "夜.geojson"))
              .added
        == 1);
    CHECK(test.rows("outlets").last()[u"opened_on"].text() == QStringLiteral("2024-07-26"));
}

TEST_CASE("a percentage is what the screen shows where the column takes one and refused elsewhere")
{
    const TypedTest test;
    const auto value = [&](const QByteArray& cell) {
        return test.book("指标,日期,农合联,数值",
            MadeXlsx::text("A2", "有意愿的农户入社率") + MadeXlsx::text("B2", "2024-12-31")
                + MadeXlsx::text("C2", "大观镇农合联") + cell,
            format("0.0%"), styled);
    };
    for (const QByteArray& cell : {number("D2", "0.95", 1), MadeXlsx::text("D2", "95%"),
             MadeXlsx::text("D2", "95％"), number("D2", "95")}) {
        const ImportReport report = test.take("measurements", value(cell));
        INFO(reasons(report));
        CHECK(report.refused == 0);
        CHECK(test.rows("measurements").last()[u"value"].number() == 9500000000);
    }
    const QByteArray heads = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）";
    CHECK(test.problem("services", test.book(heads, service + number("F2", "0.95", 1), format("0%"), styled))
              .contains(QStringLiteral("百分数")));
    CHECK(test.take("services", test.book(heads, service + MadeXlsx::text("F2", "50%"))).refused == 1);
}

TEST_CASE("a format that scales counts with its number and never together with the heading's unit")
{
    const QByteArray plain = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）";
    const QByteArray scaled = "月份,镇街,服务主体,服务环节,作物,服务面积（万亩）";
    const auto area = [](const QByteArray& heads, const char* value, const char* code) {
        const TypedTest test;
        const ImportReport report
            = test.take("services", test.book(heads, service + number("F2", value, 1), format(code), styled));
        return report.refused > 0 ? -1 : test.rows("services").first()[u"area"].number();
    };
    CHECK(area(plain, "123456", "0!.0,\"万亩\"") == 12345600);
    CHECK(area(plain, "123456", "#,##0,\"千亩\"") == 12345600);
    CHECK(area(plain, "123456", "#,##0") == 12345600);
    CHECK(area(scaled, "12.3", "0.0") == 12300000);
    CHECK(area(scaled, "12.3", "0.0\"万\"") == 12300000);
    for (const char* code : {"0!.0,", "0!.0000", "0\".\"0,\"万亩\"", "#,##0,", "0%"})
        CHECK(area(scaled, "123456", code) == -1);
    CHECK(area(plain, "12.3", "0.0\"万亩\"") == -1);
    for (const char* code : {"0\"dd\"", "\"dd\"0", "\"yy\"0", "0.0_ ;[红色]-0.0", "G/通用格式\"亩\"",
             "0\" 亩\"", "0\"亩（估）\"", "#,##0\"家\"", "0\"MMdd\"", "#,##0 [$day-804]"})
        CHECK(area(plain, "100", code) == 10000);
    // A unit behind the digits that is another size of what the heading's measures.
    for (const char* code : {"G/通用格式\"万亩\"", "0\"公顷\"", "0\"公顷（估）\"", "General\"平方米\"", "0‰",
             "0\"K\"", "0\"平方公里\""})
        CHECK(area(plain, "100", code) == -1);
    for (const char* code : {"0\"亩\"", "0\"公顷\"", "0\"万元\""})
        CHECK(area(scaled, "12.3", code) == -1);
    CHECK(area(scaled, "12.3", "G/通用格式\"万亩\"") == 12300000);
}

TEST_CASE("a percentage is no count and no 亩次")
{
    const TypedTest test;
    const QByteArray heads = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）,受益户数";
    CHECK(
        test.problem("services",
                test.book(heads, service + number("F2", "10") + number("G2", "0.5", 1), format("0%"), styled))
            .contains(QStringLiteral("百分数")));
    const QByteArray times = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）,亩次";
    for (const QByteArray& cell : {number("G2", "0.1", 1), MadeXlsx::text("G2", "10%")})
        CHECK(
            test.take("services", test.book(times, service + number("F2", "10") + cell, format("0%"), styled))
                .refused
            == 1);
}

TEST_CASE("a text table whose line reaches beyond its headings is refused there and not cut off")
{
    const TableTest test;
    const ImportReport report = test.takeText("outlets", "名称,镇街,备注\n甲,大观镇,一,二\n乙,大观镇,三,\n");
    REQUIRE(report.refused == 1);
    CHECK(report.problems.first().row == 2);
    CHECK(report.problems.first().reason.contains(QStringLiteral("“二”")));
    CHECK(test.takeText("outlets", "名称,镇街,备注\n甲,大观镇,########\n").refused == 1);
    CHECK(test.refusal(TableTest::request("outlets", test.file("名称^镇街\n甲^大观镇\n")))
              .contains(QStringLiteral("隔开")));
}

TEST_CASE("sheets that hold the same ledger are told and hidden ones are named as the reason")
{
    const TableTest test;
    const QByteArray rows
        = "<table:table-row><table:table-cell "
          "office:value-type=\"string\"><text:p>名称</text:p></table:table-cell>"
          "<table:table-cell "
          "office:value-type=\"string\"><text:p>镇街</text:p></table:table-cell></table:table-row>"
          "<table:table-row><table:table-cell "
          "office:value-type=\"string\"><text:p>某社</text:p></table:table-cell>"
          "<table:table-cell "
          "office:value-type=\"string\"><text:p>大观镇</text:p></table:table-cell></table:table-row>";
    const QString book = test.folder.filePath(QStringLiteral("两张.ods"));
    const auto table = [&](const char* name, const char* style) {
        return QByteArray("<table:table table:name=\"") + name + "\"" + style + ">" + rows + "</table:table>";
    };
    writeOds(book, odsContent(table("上半年", "") + table("下半年", "")));
    const ImportReport two = test.take("outlets", book);
    CHECK(two.added == 1);
    REQUIRE(two.warnings.size() == 1);
    CHECK(two.warnings.first().contains(QStringLiteral("下半年")));
    const QByteArray hidden = " table:style-name=\"h\"";
    writeOds(book,
        odsContent(table("上半年", hidden.constData()),
            "<style:style style:name=\"h\" style:family=\"table\"><style:table-properties "
            "table:display=\"false\"/></style:style>"));
    CHECK(test.refusal(TableTest::request("outlets", book)).contains(QStringLiteral("隐藏")));
}

TEST_CASE("a column of words takes the word that a format puts in a number's place")
{
    const TypedTest test;
    const QByteArray row
        = MadeXlsx::text("A2", "格式社") + MadeXlsx::text("B2", "大观镇") + number("C2", "1", 1);
    const ImportReport report = test.take(
        "outlets", test.book("名称,镇街,村社共建", row, format("[=0]\"是\";[=1]\"否\";General"), styled));
    REQUIRE(report.added == 1);
    CHECK(test.texts("outlets", u"joint_build").contains(QStringLiteral("否")));
    // A number stays one where numbers belong.
    const ImportReport figures = test.take("services",
        test.book("月份,镇街,服务主体,服务环节,作物,服务面积（亩）", service + number("F2", "12", 1),
            format("\"十二\""), styled));
    CHECK(figures.added == 1);
}

TEST_CASE("a text column has what the screen shows - codes by their format and numbers as Java writes them "
          "and days")
{
    const auto village = [](const QByteArray& cell, const char* code) {
        const TypedTest test;
        const ImportReport report = test.take("outlets",
            test.book("名称,镇街,备注", MadeXlsx::text("A2", "某店") + MadeXlsx::text("B2", "大观镇") + cell,
                format(code), styled));
        INFO(reasons(report));
        return report.added == 1 ? test.rows("outlets").last()[u"remark"].text().toStdString() : "refused";
    };
    CHECK(village(number("C2", "7", 1), "000\"号村\"") == "007号村");
    CHECK(village(number("C2", "1", 1), "\"WD1-\"0000") == "WD1-0001");
    CHECK(village(number("C2", "45356", 1), "m\"月\"d\"日\"") == "2024-03-05");
    CHECK(village(number("C2", "45356.625", 1), "yyyy-mm-dd") == "2024-03-05 15:00:00");
    CHECK(village(number("C2", "1.3800138E10"), "0") == "13800138000");
    CHECK(village(number("C2", "13800138000.0"), "0") == "13800138000");
    CHECK(village(number("C2", "7.0"), "0") == "7");
    CHECK(village(number("C2", "500119104123456789"), "0") == "refused");
    CHECK(village(MadeXlsx::text("C2", "3E5"), "0") == "3E5");
    CHECK(village(MadeXlsx::text("C2", "5.00119E+11"), "0") == "5.00119E+11");
    CHECK(village("<c r=\"C2\" t=\"str\"><f>x</f><v>12E3</v></c>", "0") == "12E3");
    for (const char* wrong :
        {"#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#GETTING_DATA", "#N/A"})
        CHECK(village(QByteArray("<c r=\"C2\" t=\"e\"><v>") + wrong + "</v></c>", "0") == "refused");
    CHECK(village("<c r=\"C2\"><f>NOW()</f></c>", "0") == "refused");
    CHECK(village("<c r=\"C2\" t=\"b\"><v>1</v></c>", "0") == "TRUE");
}

TEST_CASE("a day column takes days by any format and serial numbers with their time")
{
    const auto day = [](const QByteArray& cell, const QByteArray& styles) {
        const TypedTest test;
        const ImportReport report = test.take("outlets",
            test.book("名称,镇街,开业日期",
                MadeXlsx::text("A2", "某店") + MadeXlsx::text("B2", "大观镇") + cell,
                format("m\"月\"d\"日\" h:mm"), styles));
        return report.added == 1 ? test.rows("outlets").last()[u"opened_on"].text().toStdString()
                                 : reasons(report);
    };
    for (const char* styles :
        {"<xf numFmtId=\"170\"/>", "<xf numFmtId=\"30\"/>", "<xf numFmtId=\"31\"/>", "<xf numFmtId=\"58\"/>",
            "<xf numFmtId=\"14\"/>", "<xf numFmtId=\"0\"/>", "<xf numFmtId=\"2\"/>"})
        for (const char* value : {"45356", "45356.625"})
            CHECK(day(number("C2", value, 1), styles) == "2024-03-05");
    CHECK(day("<c r=\"C2\" t=\"d\"><v>2024-03-05</v></c>", {}) == "2024-03-05");
    CHECK(day(MadeXlsx::text("C2", "2024年3月5号 星期二"), {}) == "2024-03-05");
}

TEST_CASE("words for nothing are as an empty cell where no such word belongs and money brings its sign")
{
    const auto balance = [](const QString& amount) {
        const TypedTest test;
        const ImportReport report = test.takeText("loans",
            QStringLiteral("月份,金融机构,镇街,借款主体,产品,发放额（元）,期末余额（元）\n2024-07,某银行,"
                           "大观镇,农户,信用,500,%1\n")
                .arg(amount)
                .toUtf8());
        return report.added == 1 ? test.rows("loans").last()[u"balance"] : FieldValue(-1);
    };
    for (const char* word : {"—", "——", "/", "无", "-", "－", "\\", "暂无"})
        CHECK(balance(QString::fromUtf8(word)).isNull());
    for (const char* written : {"\"￥1,234.00\"", "¥1234.00", "￥ 1234", "1234元", "\"￥0.1234万元\""})
        CHECK(balance(QString::fromUtf8(written)).number() == 1234);
    for (const char* wrong : {"(1234)", "1234-", "−5", "约30万元", "一百二十", "50%", "$5", "￥", "￥1234.5"})
        CHECK(balance(QString::fromUtf8(wrong)).number() == -1);
    const TableTest test;
    CHECK(test.takeText("outlets", "名称,镇街,备注\n甲,大观镇,无\n").added == 1);
    CHECK(test.rows("outlets").last()[u"remark"].text() == QStringLiteral("无"));
    CHECK(test.takeText("outlets", "名称,镇街\n乙,/\n").refused == 1);
}

TEST_CASE("lines that say who filled a table in and when are no rows")
{
    for (const char* line : {"填报人：张三,,2024-03-05", "填报人,张三,", "单位负责人（签字）：,,",
             "审核人:李四,,", "填报日期：2024-03-05,,", "制表人：王五,联系电话：13800000000,", "制表：王五,,",
             "审核：,,", "日期：2024-07-26,,", "主要负责人签字：,,", "第 1 页 共 2 页,,", "共 2 条记录,,",
             "（以下空白）,,", "※注：略,,", "注1：以上数据来自台账,,", "资料来源：某某,,",
             "单位（盖章）：,,"}) {
        const TableTest test;
        const ImportReport report = test.takeText(
            "outlets", (QByteArray("名称,镇街,备注\n甲,大观镇,\n") + line + "\n").constData());
        INFO(line);
        INFO(reasons(report));
        CHECK(report.added == 1);
        CHECK(report.skipped == 1);
    }
    const TableTest test;
    CHECK(test.takeText("outlets", "名称,镇街,备注\n审核人社区店,大观镇,\n填报站,大观镇,\n").added == 2);
}

TEST_CASE("a table of many rows goes in twice and says the same both times")
{
    const TableTest test;
    QByteArray table = "名称,镇街,备注\n";
    for (int i = 0; i < 25000; ++i)
        table += "第" + QByteArray::number(i) + "店,大观镇,备注" + QByteArray::number(i % 7) + "\n";
    const QString file = test.file(table);
    CHECK(test.take("outlets", file).added == 25000);
    const ImportReport again = test.take("outlets", file);
    CHECK(again.unchanged == 25000);
    CHECK(again.added == 0);
    const ImportReport changed = test.take("outlets", test.file(table.replace("备注3", "备注九")));
    CHECK(changed.updated + changed.unchanged == 25000);
    CHECK(changed.updated > 3000);
    CHECK(test.rows("outlets").size() == 25002);
}

TEST_CASE("a moment with its zone is the day that it was here and a range of months is no day")
{
    const auto opened = [](const char* written) {
        const TableTest test;
        const ImportReport report = test.takeText(
            "outlets", "名称,镇街,开业日期\n测试三社,大观镇,\"" + QByteArray(written) + "\"\n");
        return report.added == 1 ? test.texts("outlets", u"opened_on").last().toStdString() : "拒绝";
    };
    for (const char* fifth : {"2024-03-04T16:00:00.000Z", "2024-03-04T16:00:00Z", "2024-03-04 16:00:00 UTC",
             "2024/03/04 16:00:00+00", "2024-03-04T16:00:00+0000", "2024-03-05T00:00:00+08:00",
             "2024-03-05T07:59:59Z", "2024-03-04T23:00:00-05:00", "2024-03-05 8:30", "2024/3/5 上午8:30:00",
             "2024-03-05 8时30分", "2024.3.5", "2024年3月5日"})
        CHECK_THAT(opened(fifth), Catch::Equals("2024-03-05"));
    for (const char* none : {"2024.1-3", "2024/3-5", "2024-3/5", "2024年3-5", "2024-03-05 3人",
             "2024-03-05 至今", "20243", "2024-03-05T25:00:00Z"})
        CHECK_THAT(opened(none), Catch::Equals("拒绝"));
    const TypedTest month;
    const QByteArray rest = MadeXlsx::text("B2", "大观镇") + MadeXlsx::text("C2", "测试一社")
        + MadeXlsx::text("D2", "防") + MadeXlsx::text("E2", "水稻") + number("F2", "10");
    const QByteArray heads = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）";
    for (const QByteArray& cell : {number("A2", "20243"), MadeXlsx::text("A2", "20243")})
        CHECK(month.problem("services", month.book(heads, cell + rest))
                  .contains(QStringLiteral("看不出是 2024 年 3 月还是")));
    CHECK(month.take("services", month.book(heads, number("A2", "45356") + rest)).added == 1);
}

TEST_CASE("what other programs leave on digits is taken off and a sign for as above is refused")
{
    const auto phone = [](const char* written) {
        const TableTest test;
        const ImportReport report
            = test.takeText("outlets", "名称,镇街,联系电话\n测试三社,大观镇," + QByteArray(written) + "\n");
        return report.added == 1 ? test.texts("outlets", u"phone").last().toStdString() : "拒绝";
    };
    for (const char* same : {"13800138000", "'13800138000", "’13800138000", "13800138000.0"})
        CHECK_THAT(phone(same), Catch::Equals("13800138000"));
    for (const char* above : {"同上", "〃", "″", "ditto"})
        CHECK_THAT(phone(above), Catch::Equals("拒绝"));
    const TableTest remark;
    CHECK(remark.takeText("outlets", "名称,镇街,备注\n测试三社,大观镇,同上\n").added == 1);
    const TableTest error;
    CHECK(error.takeText("outlets", "名称,镇街,地址\n测试三社,大观镇,Err:502\n").refused == 1);
}

TEST_CASE("a unit that a format writes is never another quantity than the field's")
{
    const auto area = [](const char* code) {
        const TypedTest test;
        const ImportReport report = test.take("services",
            test.book("月份,镇街,服务主体,服务环节,作物,服务面积（亩）", service + number("F2", "66", 1),
                format(code), styled));
        return report.added == 1;
    };
    for (const char* other : {"0\"ha\"", "0\"hm²\"", "0\"㎡\"", "0\"m2\"", "0\"公亩\"", "0\"顷\"", "0\"斤\"",
             "0\"公斤\"", "0\"元\"", "0\"公顷\""})
        CHECK_FALSE(area(other));
    for (const char* same : {"0\"亩\"", "0.0\"亩次\"", "0\"（含）\"", "0_ ", "[DBNum1][$-804]General"})
        CHECK(area(same));
    const TypedTest numerals;
    CHECK_THAT(
        numerals
            .problem("outlets",
                numerals.book("名称,镇街,村（社区）",
                    MadeXlsx::text("A2", "测试三社") + MadeXlsx::text("B2", "大观镇") + number("C2", "3", 1),
                    format("[DBNum1][$-804]General\"村\""), styled))
            .toStdString(),
        Catch::Contains("中文数字"));
}
