#include "tests/core/tabular/import/typed_table.h"

using namespace coop;

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
    for (const char* named : {"地址", "经营者"}) {
        const TableTest test;
        CHECK(test.takeText("outlets", "名称,镇街," + QByteArray(named) + "\n测试三社,大观镇,同上\n").refused
            == 1);
    }
    const TableTest picture;
    CHECK(
        picture.takeText("outlets", "名称,镇街,备注\n测试三社,大观镇,\"=DISPIMG(\"\"ID_1\"\",1)\"\n").refused
        == 1);
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
