#include "core/tabular/table_reader.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
struct OdsFolder {
    QTemporaryDir folder;
    QString path() const { return folder.filePath(QStringLiteral("表.ods")); }
    QList<Worksheet> read(const QByteArray& tables, const QByteArray& styles = {}) const
    {
        writeOds(path(), odsContent(tables, styles));
        return need(readTable(path()));
    }
};

QByteArray table(const QByteArray& rows, const QByteArray& more = {})
{
    return "<table:table table:name=\"甲\" " + more + ">" + rows + "</table:table>";
}
QByteArray row(const QByteArray& cells, const QByteArray& more = {})
{
    return "<table:table-row " + more + ">" + cells + "</table:table-row>";
}
QByteArray text(const QByteArray& words, const QByteArray& more = {})
{
    return "<table:table-cell office:value-type=\"string\" " + more + "><text:p>" + words
        + "</text:p></table:table-cell>";
}
QByteArray value(const QByteArray& attributes, const QByteArray& shown = {})
{
    return "<table:table-cell " + attributes + "><text:p>" + shown + "</text:p></table:table-cell>";
}
} // namespace

TEST_CASE("each cell of an OpenDocument table has its own kind")
{
    const OdsFolder test;
    const Worksheet sheet
        = test
              .read(table(row(value("office:value-type=\"float\" office:value=\"12.5\"", "12.50")
                  + value("office:value-type=\"percentage\" office:value=\"0.95\"", "95%")
                  + value("office:value-type=\"currency\" office:value=\"3\"", "￥3.00")
                  + value("office:value-type=\"date\" office:date-value=\"2024-03-05T15:00:00\"", "3月5日")
                  + value("office:value-type=\"time\" office:time-value=\"PT15H04M05S\"", "15:04")
                  + value("office:value-type=\"boolean\" office:boolean-value=\"true\"", "TRUE")
                  + value("table:formula=\"of:=1\"")
                  + value(
                      "table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\"", "#DIV/0!")
                  + value("table:formula=\"of:=x\" office:value-type=\"string\" office:string-value=\"\" "
                          "calcext:value-type=\"error\"",
                      "Err:508")
                  + value("table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"7\"", "7")
                  + text("3E5"))))
              .first();
    using Kind = CellValue::Kind;
    const QList<std::pair<Kind, std::string>> expected{{Kind::number, "12.5"}, {Kind::number, "0.95"},
        {Kind::number, "3"}, {Kind::date, "2024-03-05 15:00:00"}, {Kind::date, "15:04:05"},
        {Kind::boolean, "TRUE"}, {Kind::uncalculated, ""}, {Kind::error, "#DIV/0!"}, {Kind::error, "Err:508"},
        {Kind::number, "7"}, {Kind::text, "3E5"}};
    for (int column = 0; column < expected.size(); ++column) {
        CHECK(sheet.value(0, column).kind == expected[column].first);
        CHECK(sheet.value(0, column).text.toStdString() == expected[column].second);
    }
    CHECK(sheet.cell(0, 1) == QStringLiteral("95%"));
}

TEST_CASE("comments - notes and reading aids are no part of a cell - its paragraphs and blanks are")
{
    const OdsFolder test;
    const Worksheet sheet
        = test
              .read(table(
                  row("<table:table-cell office:value-type=\"string\"><office:annotation><dc:creator "
                      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">某人</dc:creator><text:p>请核实</text:p>"
                      "</office:annotation><text:p>批<text:span>注</text:span>社</text:p>"
                      "<text:p>二<text:s text:c=\"2\"/>行<text:ruby><text:ruby-base>字</text:ruby-base>"
                      "<text:ruby-text>zi</text:ruby-text></text:ruby></text:p></table:table-cell>")))
              .first();
    CHECK(sheet.cell(0, 0).toStdString() == "批注社\n二  行字");
}

TEST_CASE("repeated and covered cells and rows stand where LibreOffice shows them")
{
    const OdsFolder test;
    const auto sheets = test.read(
        table(row(text("名", "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"")
                  + "<table:covered-table-cell/>" + text("同", "table:number-columns-repeated=\"2\""))
            + row("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" + text("乙"),
                "table:number-rows-repeated=\"3\"")
            + row("<table:table-cell table:number-columns-repeated=\"16384\"/>",
                "table:number-rows-repeated=\"1000000\"")
            + row("<table:table-cell/>" + text("末"), "table:visibility=\"filter\"")
            + row("<table:table-cell table:number-columns-repeated=\"16384\"/>",
                "table:number-rows-repeated=\"48571\""))
            + table(row(text("藏")), "table:style-name=\"ta9\""),
        "<style:style style:name=\"ta9\" style:family=\"table\"><style:table-properties "
        "table:display=\"false\"/></style:style>");
    REQUIRE(sheets.size() == 2);
    CHECK(sheets[1].hidden);
    const Worksheet& sheet = sheets[0];
    CHECK_FALSE(sheet.hidden);
    CHECK(sheet.mergedCell(1, 1) == QStringLiteral("名"));
    CHECK(sheet.cell(0, 3) == QStringLiteral("同"));
    for (int i = 1; i <= 3; ++i)
        CHECK(sheet.cell(i, 2) == QStringLiteral("乙"));
    CHECK(sheet.cell(1000004, 1) == QStringLiteral("末"));
    CHECK(sheet.hiddenRows.testBit(1000004));
    CHECK(sheet.rows.size() == 1000005);
}

TEST_CASE("a number of OpenDocument is shown with what its style adds - from the cell or from its column")
{
    const OdsFolder test;
    const QByteArray styles
        = "<number:number-style style:name=\"N1\"><number:text>WD1-</number:text><number:number "
          "number:min-integer-digits=\"4\"/>"
          "</number:number-style><style:style style:name=\"ce1\" style:family=\"table-cell\" "
          "style:data-style-name=\"N1\"/>"
          "<number:number-style style:name=\"N2\"><number:number number:min-integer-digits=\"2\" "
          "number:display-factor=\"1000\">"
          "<number:embedded-text "
          "number:position=\"1\">.</number:embedded-text></number:number></number:number-style>"
          "<style:style style:name=\"ce2\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>";
    const Worksheet sheet
        = test.read(
                  table("<table:table-column table:default-cell-style-name=\"ce1\"/><table:table-column/>"
                      + row(value("office:value-type=\"float\" office:value=\"1\"", "WD1-0001")
                          + value(
                              "table:style-name=\"ce2\" office:value-type=\"float\" office:value=\"123456\"",
                              "12.3"))),
                  styles)
              .first();
    CHECK(sheet.cell(0, 0).toStdString() == "WD1-0001");
    CHECK(sheet.value(0, 0).text == u"1");
    CHECK(sheet.formatOf(sheet.value(0, 1)).scale(123456) == 4);
}

TEST_CASE("a style of OpenDocument that another one takes the place of counts with its condition")
{
    const OdsFolder test;
    const auto named = [](const QByteArray& name, const QByteArray& data) {
        return "<style:style style:name=\"" + name + "\" style:family=\"table-cell\" style:data-style-name=\""
            + data + "\"/>";
    };
    const QByteArray styles
        = "<number:number-style style:name=\"N1P0\"><number:number number:min-integer-digits=\"2\" "
          "number:display-factor=\"1000\"><number:embedded-text "
          "number:position=\"1\">.</number:embedded-text>"
          "</number:number><number:text>万</number:text></number:number-style>"
          "<number:number-style style:name=\"N1\"><number:number number:min-integer-digits=\"1\"/>"
          "<style:map style:condition=\"value()&gt;=10000\" style:apply-style-name=\"N1P0\"/>"
          "</number:number-style>"
          "<number:number-style style:name=\"N2P0\"><number:text>是</number:text></number:number-style>"
          "<number:number-style style:name=\"N2P1\"><number:text>不是一</number:text></number:number-style>"
          "<number:text-style "
          "style:name=\"N2\"><number:text>〔</number:text><number:text-content/><number:text>〕"
          "</number:text><style:map style:condition=\"value()=1\" "
          "style:apply-style-name=\"N2P0\"/><style:map "
          "style:condition=\"value()!=1\" style:apply-style-name=\"N2P1\"/></number:text-style>"
        + named("ce1", "N1") + named("ce2", "N2");
    const auto number = [](const char* style, const char* figure) {
        return value(QByteArray("table:style-name=\"") + style
            + "\" office:value-type=\"float\" office:value=\"" + figure + "\"");
    };
    const Worksheet sheet
        = test.read(table(row(number("ce1", "123456") + number("ce1", "99") + number("ce2", "1")
                        + number("ce2", "2") + text("文", "table:style-name=\"ce2\""))),
                  styles)
              .first();
    CHECK(sheet.formatOf(sheet.value(0, 0)).scale(123456) == 4);
    CHECK(sheet.texts(0)
        == QStringList{QStringLiteral("12.3万"), QStringLiteral("99"), QStringLiteral("是"),
            QStringLiteral("不是一"), QStringLiteral("〔文〕")});
}

TEST_CASE("an OpenDocument table that is broken or locked is refused with a true sentence")
{
    const OdsFolder test;
    const auto said = [&](const QByteArray& content, const QList<MadePart>& more = {}) {
        writeOds(test.path(), content, more);
        const auto read = readTable(test.path());
        REQUIRE_FALSE(read);
        return read.error().text.toStdString();
    };
    const QByteArray whole = odsContent(table(row(text("甲")) + row(text("乙"))));
    CHECK_THAT(
        said(QByteArray(whole).replace("乙", "\x01")), Catch::Contains("第 2 行") && Catch::Contains("损坏"));
    CHECK_THAT(said(whole.left(whole.indexOf("乙"))), Catch::Contains("第 2 行"));
    CHECK_THAT(said("<!DOCTYPE x [<!ENTITY a \"b\">]>" + whole), Catch::Contains("DTD"));
    CHECK_THAT(
        said(whole,
            {{"META-INF/manifest.xml",
                "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry "
                "m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>"}}),
        Catch::Contains("密码"));
}

TEST_CASE("what a style of OpenDocument does not show is an empty cell with a remark that names the place")
{
    const OdsFolder test;
    const QByteArray styles
        = "<number:number-style style:name=\"N1P0\"/><number:number-style style:name=\"N1P1\"/>"
          "<number:number-style style:name=\"N1P2\"/><number:text-style style:name=\"N1\">"
          "<style:map style:condition=\"value()&gt;0\" style:apply-style-name=\"N1P0\"/>"
          "<style:map style:condition=\"value()&lt;0\" style:apply-style-name=\"N1P1\"/>"
          "<style:map style:condition=\"value()=0\" style:apply-style-name=\"N1P2\"/></number:text-style>"
          "<style:style style:name=\"ce1\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>";
    const char* hidden = "table:style-name=\"ce1\" office:value-type=\"float\" office:value=\"7\"";
    const Worksheet sheet
        = test.read(
                  table(row(value("office:value-type=\"float\" office:value=\"1\"", "1") + value(hidden, ""))
                      + row(text("社") + text("暗", "table:style-name=\"ce1\""))),
                  styles)
              .first();
    CHECK(sheet.cell(0, 0) == u"1");
    CHECK(sheet.value(0, 1).isEmpty());
    CHECK(sheet.value(1, 1).isEmpty());
    CHECK_THAT(sheet.remarks.value(0).toStdString(), Catch::Contains("B1、B2"));
}
