#include "core/tabular/read/serial_date.h"
#include "core/tabular/table_reader.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

#include <QStringConverter>

using namespace coop;

namespace
{
struct XlsxFolder {
    QTemporaryDir folder;
    QString path(const char* name = "表.xlsx") const { return folder.filePath(QString::fromUtf8(name)); }
    Worksheet read(const MadeXlsx& made) const
    {
        made.write(path());
        return need(readTable(path())).first();
    }
    std::string refusal(const MadeXlsx& made) const
    {
        made.write(path());
        const auto read = readTable(path());
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::fileUnreadable);
        return read.error().text.toStdString();
    }
};

std::string at(const Worksheet& sheet, int row, int column)
{
    return sheet.cell(row, column).toStdString();
}

QByteArray numberCell(const char* place, const char* value, const char* more = "")
{
    return QByteArray("<c r=\"") + place + "\" " + more + "><v>" + value + "</v></c>";
}
} // namespace

TEST_CASE("a workbook is read whatever prefixes its elements and relationships have - strict or transitional")
{
    const XlsxFolder test;
    const auto spelled = [&](const QByteArray& space, const QByteArray& relations, const QByteArray& p) {
        const QByteArray rel = "xmlns:q=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        MadeXlsx made{{}};
        made.more = {{"xl/worksheets/sheet1.xml",
                         "<" + p + "worksheet xmlns" + (p.isEmpty() ? "" : ":x") + "=\"" + space + "\"><" + p
                             + "sheetData><" + p + "row r=\"1\"><" + p + "c r=\"A1\" t=\"inlineStr\"><" + p
                             + "is><" + p + "t>名称</" + p + "t></" + p + "is></" + p + "c></" + p + "row></"
                             + p + "sheetData><" + p + "mergeCells><" + p + "mergeCell ref=\"A1:A1\"/></" + p
                             + "mergeCells></" + p + "worksheet>"},
            {"xl/workbook.xml",
                "<" + p + "workbook xmlns" + (p.isEmpty() ? "" : ":x") + "=\"" + space + "\" xmlns:k=\""
                    + relations + "\"><" + p + "sheets><" + p
                    + "sheet name=\"甲\" sheetId=\"7\" k:id=\"S1\"/></" + p + "sheets></" + p + "workbook>"},
            {"xl/_rels/workbook.xml.rels",
                "<q:Relationships " + rel + "><q:Relationship Id=\"S1\" Type=\"" + relations
                    + "/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/></q:Relationships>"}};
        return test.read(made);
    };
    const QByteArray transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const QByteArray strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    for (const QByteArray& space : {transitional, strict})
        for (const QByteArray& prefix : {QByteArray(), QByteArray("x:")}) {
            const Worksheet sheet = spelled(space,
                space == strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                                : "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                prefix);
            CHECK(sheet.name == QStringLiteral("甲"));
            CHECK(at(sheet, 0, 0) == "名称");
        }
}

TEST_CASE("a part of a workbook may be UTF-16 and says any other encoding in vain")
{
    const XlsxFolder test;
    const auto sheet = [](const QString& declared) {
        return QStringLiteral("<?xml version=\"1.0\" encoding=\"%1\"?><worksheet "
                              "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                              "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>名称</t></is></c>"
                              "</row></sheetData></worksheet>")
            .arg(declared);
    };
    const auto part = [&](const QByteArray& bytes) {
        MadeXlsx made{{}};
        made.more = {{"xl/worksheets/sheet1.xml", bytes}};
        return made;
    };
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE})
        for (const char* declared : {"UTF-16", "utf-16"}) {
            QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
            const QByteArray bytes = encoder(sheet(QString::fromLatin1(declared)));
            CHECK(at(test.read(part(bytes)), 0, 0) == "名称");
        }
    for (const char* declared : {"gb2312", "GBK", "GB18030", "Big5", "ISO-8859-1"}) {
        const QByteArray bytes = sheet(QString::fromLatin1(declared)).toUtf8();
        CHECK_THAT(test.refusal(part(bytes)), Catch::Contains(declared) && Catch::Contains("UTF-8"));
    }
}

TEST_CASE("texts lose their reading aids and escapes and keep all their runs")
{
    const XlsxFolder test;
    MadeXlsx made{"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                  "<c r=\"C1\" t=\"s\"><v> 2 </v></c><c r=\"D1\" t=\"str\"><f>A1</f><v>甲_x000A_乙</v></c>"
                  "<c r=\"E1\" t=\"inlineStr\"><is><r><t>富</t></r><r><t>文本</t></r><rPh sb=\"0\" "
                  "eb=\"1\"><t>fu</t></rPh></is></c></row>"};
    made.texts = "<si><t>拼音社</t><rPh sb=\"0\" eb=\"2\"><t>pīn</t></rPh><phoneticPr fontId=\"1\"/></si>"
                 "<si><r><rPr><b/></rPr><t>大观</t></r><r><t>镇</t></r></"
                 "si><si><t>一_x005F_x000D_二_xD83D__xDE00_</t></si>";
    const Worksheet sheet = test.read(made);
    CHECK(at(sheet, 0, 0) == "拼音社");
    CHECK(at(sheet, 0, 1) == "大观镇");
    CHECK(at(sheet, 0, 2) == "一_x000D_二😀");
    CHECK(at(sheet, 0, 3) == "甲\n乙");
    CHECK(at(sheet, 0, 4) == "富文本");
    CHECK(sheet.value(0, 3).formula);
}

TEST_CASE("each cell has its own kind however its attributes stand")
{
    const XlsxFolder test;
    MadeXlsx made{
        "<row r=\"1\"><c t=\"n\" s=\"1\" r=\"A1\"><v>45356</v></c><c r=\"B1\" "
        "t=\"d\"><v>2024-03-05T00:00:00</v></c>"
        "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#SPILL!</v></c><c r=\"E1\"><f>1+1</f></c>"
        "<c r=\"F1\"><f>1+1</f><v>1.3800138E10</v></c><c r=\"G1\" t=\"str\"><v>3E5</v></c>"
        "<c r=\"H1\" s=\"1\"><v>45356.625</v></c><c r=\"I1\"><v>7.0</v></c></row>"};
    made.styles = "<xf numFmtId=\"164\"/>";
    made.formats = "<numFmt numFmtId=\"164\" formatCode=\"m&quot;月&quot;d&quot;日&quot;\"/>";
    const Worksheet sheet = test.read(made);
    using Kind = CellValue::Kind;
    const QList<std::pair<Kind, std::string>> expected{{Kind::date, "2024-03-05"}, {Kind::date, "2024-03-05"},
        {Kind::boolean, "TRUE"}, {Kind::error, "#SPILL!"}, {Kind::uncalculated, ""},
        {Kind::number, "13800138000"}, {Kind::text, "3E5"}, {Kind::date, "2024-03-05 15:00:00"},
        {Kind::number, "7"}};
    for (int column = 0; column < expected.size(); ++column) {
        const CellValue value = sheet.value(0, column);
        CHECK(value.kind == expected[column].first);
        CHECK(value.text.toStdString() == expected[column].second);
    }
    CHECK(sheet.value(0, 5).formula);
}

TEST_CASE("a text has what its format adds and a cell without a style has the first one")
{
    const XlsxFolder test;
    MadeXlsx made{
        "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>大观</t></is></c>"
        "<c r=\"B1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"1\" t=\"str\"><f>X</f><v>水江</v></c>"
        "<c r=\"D1\" s=\"1\"><v>7</v></c><c r=\"E1\" s=\"2\"><v>2</v></c>"
        "<c r=\"F1\" s=\"1\" t=\"inlineStr\"><is><t> </t></is></c></row>"};
    made.texts = "<si><t>南平</t></si>";
    made.formats = "<numFmt numFmtId=\"170\" formatCode=\"@&quot;镇&quot;\"/><numFmt numFmtId=\"171\" "
                   "formatCode=\"[=1]&quot;是&quot;;[=2]&quot;否&quot;\"/>";
    made.styles = "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>";
    const Worksheet sheet = test.read(made);
    const std::vector<const char*> shown{"大观镇", "南平镇", "水江镇", "7", "否", ""};
    for (int column = 0; column < int(shown.size()); ++column)
        CHECK(at(sheet, 0, column) == shown[column]);
    made.more = {{"xl/styles.xml",
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf "
        "numFmtId=\"10\"/></cellXfs></styleSheet>"}};
    made.rows = "<row r=\"1\"><c r=\"A1\"><v>0.5</v></c><c r=\"B1\" s=\"9\"><v>0.5</v></c></row>";
    const Worksheet first = test.read(made);
    CHECK(at(first, 0, 0) == "50.00%");
    CHECK(at(first, 0, 1) == "0.5");
}

TEST_CASE("a moment with its zone in a cell of days is the day that it is in China")
{
    const XlsxFolder test;
    const QList<std::pair<const char*, const char*>> cases{{"2024-03-04T16:00:00.000Z", "2024-03-05"},
        {"2024-03-05T00:00:00Z", "2024-03-05 08:00:00"}, {"2024-03-05T01:30:00-0500", "2024-03-05 14:30:00"},
        {"2024-03-05T00:00:00+08:00", "2024-03-05"}, {"2024-03-05T23:30:00", "2024-03-05 23:30:00"},
        {"2024-03-05", "2024-03-05"}, {"T15:04Z", "15:04:00"}};
    for (const auto& [written, shown] : cases) {
        INFO(written);
        CHECK(at(test.read({QByteArray("<row r=\"1\"><c r=\"A1\" t=\"d\"><v>") + written + "</v></c></row>"}),
                  0, 0)
            == shown);
    }
}

TEST_CASE("a part is found by its letters and by its address")
{
    const XlsxFolder test;
    MadeXlsx made{{}};
    const QByteArray sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                             "<sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c></row></sheetData></worksheet>";
    for (const char* name : {"xl/worksheets/表 1.xml", "xl/worksheets/%E8%A1%A8%201.xml"}) {
        made.more = {{name, sheet},
            {"xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                "relationships/worksheet\" Target=\"worksheets/%E8%A1%A8%201.xml\"/></Relationships>"}};
        INFO(name);
        CHECK(at(test.read(made), 0, 0) == "5");
    }
}

TEST_CASE("days of a workbook of 1904 and days before March 1900 are the ones that Excel shows")
{
    const XlsxFolder test;
    MadeXlsx made{
        "<row r=\"1\">" + numberCell("A1", "43894", "s=\"1\"") + numberCell("B1", "1", "s=\"1\"") + "</row>"};
    made.styles = "<xf numFmtId=\"14\"/>";
    made.bookProperties = "date1904=\"1\"";
    CHECK(at(test.read(made), 0, 0) == "2024-03-05");
    made.bookProperties = "";
    CHECK(at(test.read(made), 0, 1) == "1900-01-01");
    CHECK(serialDate(59, false) == QStringLiteral("1900-02-28"));
    CHECK(serialDate(60, false) == QStringLiteral("1900-02-29"));
    CHECK(serialDate(61, false) == QStringLiteral("1900-03-01"));
    CHECK(serialDate(0.5, false) == QStringLiteral("12:00:00"));
    CHECK_FALSE(serialDate(-1, false));
    CHECK_FALSE(serialDate(1e12, false));
}

TEST_CASE("places are Excel's - with references in small letters - in any order and without them")
{
    const XlsxFolder test;
    const Worksheet sheet
        = test.read(MadeXlsx{"<row><c t=\"str\"><v>甲</v></c><c t=\"str\"><v>乙</v></c></row>"
                             "<row r=\"60002\"><c r=\"c60002\" t=\"str\"><v>丙</v></c>"
                             "<c r=\"A60002\" t=\"str\"><v>丁</v></c></row>"
                             "<row><c r=\"XFD60003\" t=\"str\"><v>远</v></c></row>"
                             "<row r=\"1048576\"><c t=\"str\"><v>末</v></c></row>"});
    CHECK(at(sheet, 0, 1) == "乙");
    CHECK(at(sheet, 60001, 0) == "丁");
    CHECK(at(sheet, 60001, 2) == "丙");
    CHECK(at(sheet, 60002, 16383) == "远");
    CHECK(at(sheet, 1048575, 0) == "末");
    CHECK(sheet.rows.size() == 1048576);
    CHECK(sheet.value(500, 0).isEmpty());
}

TEST_CASE("styled cells of nothing make a sheet neither wider nor longer")
{
    const XlsxFolder test;
    QByteArray empty;
    for (int i = 1; i <= 16384; ++i)
        empty += "<c r=\"" + Worksheet::letter(i - 1).toLatin1() + "2\" s=\"0\"/>";
    const Worksheet sheet = test.read(MadeXlsx{"<row r=\"1\">" + MadeXlsx::text("A1", "名称")
        + "</row><row r=\"2\">" + empty + "</row><row r=\"3\">" + MadeXlsx::text("A3", "社")
        + MadeXlsx::text("XFD3", " ") + "</row><row r=\"900000\"/>"});
    CHECK(sheet.rows.size() == 3);
    CHECK(sheet.columns() == 1);
}

TEST_CASE("hidden rows - columns and sheets and merged ranges are known")
{
    const XlsxFolder test;
    MadeXlsx made{"<row r=\"1\">" + MadeXlsx::text("A1", "名称") + MadeXlsx::text("C1", "备注")
        + "</row><row r=\"2\" hidden=\"1\">" + MadeXlsx::text("A2", "社") + "</row><row r=\"3\">"
        + MadeXlsx::text("B3", "乙") + MadeXlsx::text("C3", "丙") + "</row>"};
    made.before = "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>";
    made.behind = "<mergeCells count=\"1\"><mergeCell ref=\"A3:A2\"/><mergeCell ref=\"A1:B1\"/></mergeCells>";
    made.sheetAttributes = "state=\"veryHidden\"";
    const Worksheet sheet = test.read(made);
    CHECK(sheet.hidden);
    CHECK(sheet.hiddenRows.size() == 2);
    CHECK((sheet.hiddenRows.testBit(1) && !sheet.hiddenRows.testBit(0)));
    CHECK((sheet.hiddenColumns.testBit(2) && !sheet.hiddenColumns.testBit(0)));
    CHECK(sheet.mergedCell(2, 0) == QStringLiteral("社"));
    CHECK(sheet.cell(2, 0).isEmpty());
    CHECK(sheet.mergedCell(0, 1) == QStringLiteral("名称"));
    CHECK(sheet.mergedCell(2, 1) == QStringLiteral("乙"));
}

TEST_CASE("a cell that a person corrected in a merged range says its own")
{
    const XlsxFolder test;
    MadeXlsx made{"<row r=\"1\">" + MadeXlsx::text("A1", "甲") + "</row><row r=\"2\">"
        + MadeXlsx::text("B2", "乙") + "</row>"};
    made.behind = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    Worksheet sheet = test.read(made);
    Worksheet other = sheet;
    sheet.correct(1, 0, QStringLiteral("丙"));
    CHECK(sheet.mergedCell(1, 0) == QStringLiteral("丙"));
    CHECK(other.mergedCell(1, 0) == QStringLiteral("甲"));
    other.correct(0, 0, QStringLiteral("丁"));
    CHECK(other.mergedCell(1, 0) == QStringLiteral("丁"));
    CHECK(sheet.mergedCell(0, 0) == QStringLiteral("甲"));
}

TEST_CASE("a sheet that breaks anywhere is refused with the row and nothing of it is kept")
{
    const XlsxFolder test;
    const auto rows = [](const QByteArray& fourth) {
        QByteArray all;
        for (int i = 1; i <= 6; ++i)
            all += "<row r=\"" + QByteArray::number(i) + "\"><c r=\"A" + QByteArray::number(i)
                + "\" t=\"str\"><v>" + (i == 4 ? fourth : QByteArray("社")) + "</v></c></row>";
        return all;
    };
    CHECK_THAT(test.refusal(MadeXlsx{rows("甲&乙")}), Catch::Contains("第 4 行") && Catch::Contains("台账"));
    CHECK_THAT(test.refusal(MadeXlsx{rows("甲&没有;乙")}), Catch::Contains("第 4 行"));
    CHECK_THAT(test.refusal(MadeXlsx{rows("甲\x01乙")}), Catch::Contains("第 4 行"));
    CHECK_THAT(test.refusal(MadeXlsx{rows("\xFF\xFE")}), Catch::Contains("第 4 行"));
    MadeXlsx cut{{}};
    cut.more = {{"xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + rows("社")}};
    CHECK_THAT(test.refusal(cut), Catch::Contains("第 6 行") && Catch::Contains("不完整"));
    MadeXlsx foreign{"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"};
    CHECK_THAT(test.refusal(foreign), Catch::Contains("第 1 行") && Catch::Contains("找不到"));
    MadeXlsx missing{rows("社")};
    missing.more = {{"xl/worksheets/sheet1.xml", QByteArray()}};
    CHECK_THAT(test.refusal(missing), Catch::Contains("缺少部件"));
}

TEST_CASE("a package whose bytes were changed or cut is refused at every byte")
{
    const XlsxFolder test;
    MadeXlsx made{"<row r=\"1\">" + MadeXlsx::text("A1", "名称") + MadeXlsx::text("B1", "镇街")
        + "</row><row r=\"2\">" + MadeXlsx::text("A2", "某社") + MadeXlsx::text("B2", "某镇") + "</row>"};
    made.write(test.path());
    QFile file(test.path());
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto texts = [](const Worksheet& sheet) {
        return QList<QStringList>{sheet.texts(0), sheet.texts(1)};
    };
    const auto right = texts(need(readTable(test.path())).first());
    int differ = 0;
    const auto tryBytes = [&](const QByteArray& bytes) {
        QFile out(test.path("坏.xlsx"));
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(bytes);
        out.close();
        const auto read = readTable(out.fileName());
        if (read && (read->first().rows.size() != 2 || texts(read->first()) != right))
            ++differ;
    };
    for (qsizetype i = 2; i < whole.size(); ++i) // the letter P alone is a text
        tryBytes(whole.left(i));
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray changed = whole;
        changed[i] = char(changed[i] ^ 0x41);
        tryBytes(changed);
    }
    CHECK(differ == 0);
}

TEST_CASE("a workbook that left calculating to the next program has no results that are zero")
{
    const XlsxFolder test;
    MadeXlsx made{"<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>0</v></c><c r=\"B1\"><v>0</v></c><c "
                  "r=\"C1\"><f>1</f><v>5</v></c></row>"};
    CHECK(test.read(made).value(0, 0).kind == CellValue::Kind::number);
    made.calculation = "<calcPr fullCalcOnLoad=\"1\"/>";
    const Worksheet sheet = test.read(made);
    CHECK(sheet.value(0, 0).kind == CellValue::Kind::uncalculated);
    CHECK(sheet.value(0, 1).text == u"0");
    CHECK(sheet.value(0, 2).text == u"5");
}

TEST_CASE("a cell or a row that stands twice in a sheet or in another row is refused with its place")
{
    const XlsxFolder test;
    const auto row = [](const char* number, const QByteArray& cells) {
        return QByteArray("<row r=\"") + number + "\">" + cells + "</row>";
    };
    const QByteArray heading = row("1", MadeXlsx::text("A1", "名称") + MadeXlsx::text("B1", "面积"));
    const auto number = [](const char* place, const char* value) {
        return QByteArray("<c r=\"") + place + "\"><v>" + value + "</v></c>";
    };
    for (const QByteArray& second : {number("B5", "7"), number("b5", "7"), number("$B$5", "12"),
             MadeXlsx::text("B5", "十二"), QByteArray("<c r=\"B5\"><f>1+1</f></c>")})
        for (const bool apart : {false, true}) {
            const QByteArray between = apart ? number("D5", "1") : QByteArray();
            CHECK_THAT(test.refusal(MadeXlsx{heading + row("5", number("B5", "12") + between + second)}),
                Catch::Contains("第 5 行") && Catch::Contains("B5 出现了两次"));
        }
    // A cell without a name stands behind the one before it.
    CHECK_THAT(
        test.refusal(MadeXlsx{heading + row("5", number("C5", "1") + number("B5", "2") + "<c><v>3</v></c>")}),
        Catch::Contains("C5 出现了两次"));
    CHECK_THAT(test.refusal(MadeXlsx{heading + row("5", number("B5", "1")) + row("5", number("C5", "2"))}),
        Catch::Contains("第 5 行出现了两次"));
    CHECK_THAT(test.refusal(MadeXlsx{heading + row("5", number("B5", "1")) + row("4", number("B4", "2"))}),
        Catch::Contains("第 4 行"));
    CHECK_THAT(test.refusal(MadeXlsx{heading + row("5", number("A5", "1") + number("B6", "2"))}),
        Catch::Contains("第 5 行") && Catch::Contains("“B6”"));
    // Nothing but a style stands there a second time.
    CHECK(test.read(MadeXlsx{heading + row("5", number("B5", "12") + "<c r=\"B5\" s=\"0\"/>")}).cell(4, 1)
        == u"12");
}

namespace
{
/// One choice that asks for `required`, whose prefixes are declared, and what stands in for it.
QByteArray alternative(const char* required, const QByteArray& choice, const QByteArray& fallback = {})
{
    return QByteArray("<mc:AlternateContent "
                      "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
                      "xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\" "
                      "xmlns:new=\"urn:of:another:program\"><mc:Choice Requires=\"")
        + required + "\">" + choice + "</mc:Choice>"
        + (fallback.isNull() ? QByteArray() : "<mc:Fallback>" + fallback + "</mc:Fallback>")
        + "</mc:AlternateContent>";
}

QByteArray rowOf(int number, const char* name)
{
    const QByteArray row = QByteArray::number(number);
    return "<row r=\"" + row + "\">" + MadeXlsx::text(("A" + row).constData(), name) + "</row>";
}
} // namespace

TEST_CASE("of what a sheet writes in several ways one is read - rows and cells and values alike")
{
    const XlsxFolder test;
    const QByteArray head = rowOf(1, "名称");
    const auto second = [&](const QByteArray& rows) { return at(test.read(MadeXlsx{head + rows}), 1, 0); };
    CHECK(second(alternative("new", rowOf(2, "新"), rowOf(2, "旧"))) == "旧");
    CHECK(second(alternative("x14", rowOf(2, "新"), rowOf(2, "旧"))) == "新");
    CHECK(second(alternative("x14 new", rowOf(2, "新"), rowOf(2, "旧"))) == "旧");
    CHECK(second(alternative("nowhere", rowOf(2, "新"), rowOf(2, "旧"))) == "旧");
    CHECK(second(alternative("x14", rowOf(2, "新"))) == "新");
    CHECK(second(alternative("new", rowOf(2, "外"), alternative("new", rowOf(2, "里"), rowOf(2, "最里"))))
        == "最里");
    // The first of two that count, and never both.
    CHECK(second(
              "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
              "xmlns:x=\"http://schemas.microsoft.com/office/spreadsheetml/2010/11/main\">"
              "<mc:Choice Requires=\"x\">"
              + rowOf(2, "一") + "</mc:Choice><mc:Choice Requires=\"x\">" + rowOf(2, "二")
              + "</mc:Choice></mc:AlternateContent>")
        == "一");
    const auto cell = [&](const QByteArray& cells) {
        return at(test.read(MadeXlsx{head + "<row r=\"2\">" + cells + "</row>" + rowOf(3, "后")}), 1, 0);
    };
    CHECK(cell(alternative("new", MadeXlsx::text("A2", "新"), MadeXlsx::text("A2", "旧"))) == "旧");
    CHECK(cell("<c r=\"A2\">" + alternative("new", "<v>7</v>", "<v>8</v>") + "</c>") == "8");
    CHECK(
        cell("<c r=\"A2\" t=\"inlineStr\"><is>" + alternative("new", "<t>新</t>", "<t>旧</t>") + "</is></c>")
        == "旧");
    MadeXlsx shared{head + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>"};
    shared.texts = alternative("new", "<si><t>新</t></si>", "<si><t>旧</t></si>") + "<si><t>社</t></si>";
    CHECK(at(test.read(shared), 1, 0) == "社");
}

TEST_CASE(
    "a row or cell or text that only another program may read is refused with its place and never dropped")
{
    const XlsxFolder test;
    const QByteArray head = rowOf(1, "名称");
    for (const QByteArray& rows :
        {rowOf(2, "甲") + alternative("new", rowOf(3, "新")), rowOf(2, "甲") + alternative("new", "<row/>"),
            "<row r=\"2\">" + alternative("new", MadeXlsx::text("A2", "新")) + "</row>",
            "<row r=\"2\"><c r=\"A2\">" + alternative("new", "<v>7</v>") + "</c></row>"})
        CHECK_THAT(test.refusal(MadeXlsx{head + rows}),
            Catch::Contains("第 2 行附近") && Catch::Contains("mc:Choice"));
    MadeXlsx merged{head};
    merged.behind = alternative("new", "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>");
    CHECK_THAT(test.refusal(merged), Catch::Contains("mc:Choice"));
    MadeXlsx shared{head};
    shared.texts = alternative("new", "<si><t>新</t></si>");
    CHECK_THAT(test.refusal(shared), Catch::Contains("mc:Choice"));
    // A control or a picture beside the cells is nothing that a table loses.
    MadeXlsx controls{head + rowOf(2, "甲")};
    controls.behind = alternative("new", "<controls><control/></controls>")
        + alternative("x14", "<controls><control/></controls>");
    CHECK(at(test.read(controls), 1, 0) == "甲");
}

TEST_CASE("what a format does not show is an empty cell with a remark that names the place")
{
    const XlsxFolder test;
    MadeXlsx made{"<row r=\"1\">" + MadeXlsx::text("A1", "名称") + "</row><row r=\"2\">"
        + numberCell("A2", "7", "s=\"1\"") + numberCell("B2", "8")
        + "<c r=\"C2\" s=\"1\" t=\"str\"><v>暗</v></c>" + "<c r=\"D2\" s=\"1\" t=\"str\"><v> </v></c>"
        + numberCell("E2", "0", "s=\"2\"") + "</row>"};
    made.formats
        = "<numFmt numFmtId=\"170\" formatCode=\";;;\"/><numFmt numFmtId=\"171\" formatCode=\"0;-0;;@\"/>";
    made.styles = "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>";
    const Worksheet sheet = test.read(made);
    CHECK(sheet.value(1, 0).isEmpty());
    CHECK(sheet.value(1, 2).isEmpty());
    CHECK(at(sheet, 1, 1) == "8");
    CHECK(at(sheet, 1, 4) == "0"); // zeros alone are left out on the screen: it says 0 all the same
    REQUIRE(sheet.remarks.size() == 1);
    CHECK_THAT(sheet.remarks.first().toStdString(), Catch::Contains("A2、C2 ") && !Catch::Contains("等"));
    QByteArray rows;
    for (int row = 1; row < 9; ++row)
        rows += "<row r=\"" + QByteArray::number(row) + "\">"
            + numberCell(("A" + QByteArray::number(row)).constData(), "7", "s=\"1\"")
            + MadeXlsx::text(("B" + QByteArray::number(row)).constData(), "社") + "</row>";
    made.rows = rows;
    CHECK_THAT(test.read(made).remarks.value(0).toStdString(), Catch::Contains("A1、A2、A3、A4、A5 等"));
}

TEST_CASE("a package with two parts of one name is refused and neither of them is chosen")
{
    const XlsxFolder test;
    // The other name is as long: only the letters of the folder have to change.
    MadeXlsx twice{rowOf(1, "名称") + rowOf(2, "甲")};
    twice.more = {{"xl/worksheets/sheet2.xml", "<worksheet/>"}};
    twice.write(test.path());
    QFile other(test.path());
    REQUIRE(other.open(QIODevice::ReadWrite));
    const QByteArray bytes = other.readAll().replace("sheet2.xml", "sheet1.xml");
    REQUIRE(other.seek(0));
    other.write(bytes);
    other.close();
    const auto read = readTable(test.path());
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().text.toStdString(), Catch::Contains("sheet1.xml") && Catch::Contains("有两份"));
}

TEST_CASE("a workbook that names no sheet says so and is not called empty")
{
    const XlsxFolder test;
    MadeXlsx made{rowOf(1, "名称")};
    made.more = {{"xl/workbook.xml",
        "<workbook "
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets/></workbook>"}};
    CHECK_THAT(test.refusal(made), Catch::Contains("里没有工作表"));
}
