#include "core/domain/registries.h"
#include "core/tabular/import/import_preview.h"
#include "tests/core/tabular/import/typed_table.h"

using namespace coop;

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
    CHECK(test.texts("outlets", u"joint_build").contains(QStringLiteral("0")));
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

TEST_CASE("a day that a format makes of a number is no telephone or code or name and refuses its row with "
          "the place")
{
    const auto problem = [](const char* heading, const QByteArray& cell) {
        const TypedTest test;
        const ImportReport report = test.take("members",
            test.book("名称,类别," + QByteArray(heading),
                MadeXlsx::text("A2", "某社") + MadeXlsx::text("B2", "农民合作社") + cell, format("yyyy/m/d"),
                styled));
        return report.added == 1 ? std::string("added") : reasons(report);
    };
    for (const char* heading :
        {"联系电话", "编码", "联系人", "统一社会信用代码", "主营业务", "镇街", "土地面积（亩）"}) {
        INFO(heading);
        const std::string said = problem(heading, number("C2", "40000", 1));
        CHECK_THAT(said,
            Catch::Contains("第 2 行") && Catch::Contains("显示为日期“2009-07-06”")
                && Catch::Contains("格子里的数是 40000"));
    }
    CHECK_THAT(problem("联系电话", "<c r=\"C2\" t=\"d\"><v>2024-03-05</v></c>"),
        Catch::Contains("显示为日期“2024-03-05”"));
    CHECK_THAT(problem("联系电话", number("C2", "0.5", 1)), Catch::Contains("显示为"));
    // No day that a workbook can show: the number itself.
    CHECK(problem("联系电话", number("C2", "13800138000", 1)) == "added");
    CHECK(problem("联系电话", number("C2", "13800138000")) == "added");
}

TEST_CASE("a day among the words of a remark comes in as the screen shows it and is named to be looked at")
{
    const TypedTest test;
    const QString table = test.book("名称,镇街,备注",
        MadeXlsx::text("A2", "某店") + MadeXlsx::text("B2", "大观镇") + number("C2", "45356", 1),
        format("yyyy/m/d"), styled);
    ImportRequest asked = TableTest::request("outlets", table);
    const ImportTable read = need(readImportTable(*standardRegistries().find(u"outlets"), asked));
    const ImportPreview preview = need(previewImport(*test, read, asked));
    REQUIRE(preview.rows.size() == 1);
    CHECK_THAT(preview.rows.first().warnings.join(u' ').toStdString(),
        Catch::Contains("“备注”显示为日期") && Catch::Contains("2024-03-05"));
    const ImportReport report = test.take("outlets", table);
    CHECK(report.added == 1);
    CHECK_THAT(report.warnings.join(u' ').toStdString(),
        Catch::Contains("1 处") && Catch::Contains("第 2 行“备注”显示为日期"));
    CHECK(test.texts("outlets", u"remark").contains(QStringLiteral("2024-03-05")));
}

TEST_CASE("a day among telephones and addresses of a text table is named to be looked at")
{
    const auto warnings = [](const char* cells) {
        const TableTest test;
        const ImportReport report = test.takeText(
            "outlets", "名称,镇街,联系电话,地址,备注\n某店,大观镇," + QByteArray(cells) + "\n");
        CHECK(report.added == 1);
        return report.warnings.join(u' ').toStdString();
    };
    CHECK_THAT(warnings("2009/7/6,某路,"), Catch::Contains("第 2 行“联系电话”像日期"));
    CHECK_THAT(warnings(",3月5日,"), Catch::Contains("第 2 行“地址”像日期“3月5日”"));
    CHECK_THAT(warnings("13800138000,某路3月5日街,2009/7/6"), !Catch::Contains("像日期"));
}

TEST_CASE("a figure that its format hides is not taken for one and the report says where it stands")
{
    const TypedTest test;
    const QByteArray heads = "月份,镇街,服务主体,服务环节,作物,服务面积（亩）,受益户数";
    const ImportReport report = test.take("services",
        test.book(heads, service + number("F2", "66") + number("G2", "9", 1), format(";;;"), styled));
    REQUIRE(report.added == 1);
    CHECK(test.rows("services").first()[u"farmers"].isNull());
    CHECK_THAT(report.warnings.join(u' ').toStdString(), Catch::Contains("G2") && Catch::Contains("不显示"));
    // Where it is required its row is refused, as with an empty cell.
    const TypedTest other;
    CHECK(other
              .take("services",
                  other.book("月份,镇街,服务主体,服务环节,作物,服务面积（亩）",
                      service + number("F2", "66", 1), format(";;;"), styled))
              .added
        == 0);
}

TEST_CASE("a table without rows says so and nothing of coordinates")
{
    const TableTest test;
    const ImportReport report = test.takeText("outlets", "名称,镇街\n");
    CHECK(report.notes.isEmpty()); // who reads them adds how to name a datum
    CHECK_THAT(report.warnings.join(u' ').toStdString(), Catch::Contains("没有数据行"));
}
