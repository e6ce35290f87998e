#include "core/tabular/table_reader.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

#include <QElapsedTimer>

using namespace coop;

namespace
{
/// The most memory of this process since the last call, in MB; 0 where the system does not tell.
double peakSinceLast()
{
    double peak = 0;
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmHWM:"))
                peak = line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    QFile reset(QStringLiteral("/proc/self/clear_refs"));
    if (reset.open(QIODevice::WriteOnly))
        reset.write("5");
    return peak;
}

struct Hostile {
    QTemporaryDir folder;
    QString path(const char* name) const { return folder.filePath(QString::fromUtf8(name)); }
    /// The sentence of a refusal, or "read"; within 300 MB more than before and 10 seconds.
    std::string said(const QString& path) const
    {
        peakSinceLast();
        const double before = peakSinceLast();
        QElapsedTimer time;
        time.start();
        const auto read = readTable(path);
        CHECK(time.elapsed() < 10000 * slowness());
        CHECK(peakSinceLast() - before < 300);
        return read ? "read" : read.error().text.toStdString();
    }
    std::string xlsx(const MadeXlsx& made) const
    {
        made.write(path("表.xlsx"));
        return said(path("表.xlsx"));
    }
    std::string ods(const QByteArray& rows) const
    {
        writeOds(path("表.ods"), odsContent("<table:table table:name=\"甲\">" + rows + "</table:table>"));
        return said(path("表.ods"));
    }
    /// Under the sanitizers and beside other programs.
    static int slowness() { return 6; }
};

QByteArray many(const char* piece, int times)
{
    return QByteArray(piece).repeated(times);
}

const QByteArray someRow = "<row r=\"1\">" + MadeXlsx::text("A1", "名称") + "</row>";
} // namespace

TEST_CASE("places that no sheet has are refused before anything is made for them")
{
    const Hostile test;
    for (const char* place : {"FXSHRXW3", "XFE3", "ZZZZZZZZ3", "AAAAAAA3"})
        CHECK_THAT(test.xlsx({someRow + "<row r=\"3\"><c r=\"" + place + "\"><f>1</f></c></row>"}),
            Catch::Contains("XFD"));
    for (const char* row : {"2000000000", "1048577", "0", "-5", "99999999999999999999", "x"})
        CHECK_THAT(
            test.xlsx({someRow + "<row r=\"" + row + "\"><c><f>1</f></c></row>"}), Catch::Contains("行号"));
    CHECK_THAT(
        test.xlsx({someRow + "<row r=\"3\"><c r=\"一\"><v>1</v></c></row>"}), Catch::Contains("单元格叫"));
    CHECK_THAT(
        test.xlsx({"<row r=\"3\"><c r=\"A3\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"}),
        Catch::Contains("第 2 行"));
}

TEST_CASE("merges that reach beyond the sheet or never end are refused and large ones cost nothing")
{
    const Hostile test;
    MadeXlsx made{someRow};
    for (const char* range : {"AAAAAAA1:XFD2", "A1:XFE2", "A1:A1048577", "A0:B1", "x", "A:B"}) {
        made.behind = QByteArray("<mergeCells><mergeCell ref=\"") + range + "\"/></mergeCells>";
        CHECK_THAT(test.xlsx(made), Catch::Contains("合并"));
    }
    made.behind = "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    CHECK(test.xlsx(made) == "read");
    made.behind = "<mergeCells>" + many("<mergeCell ref=\"A1:XFD1048576\"/>", 300000) + "</mergeCells>";
    CHECK_THAT(test.xlsx(made), Catch::Contains("合并"));
}

TEST_CASE("texts longer than a cell and texts without end are refused")
{
    const Hostile test;
    const QByteArray longText(80 << 20, 'x');
    MadeXlsx shared{"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"};
    shared.texts = "<si><t>" + longText + "</t></si>";
    CHECK_THAT(test.xlsx(shared), Catch::Contains("32767"));
    for (const char* cell : {"t=\"inlineStr\"><is><t>", "t=\"str\"><v>", "><v>"}) {
        const QByteArray end = QByteArray(cell).contains("is>") ? "</t></is></c></row>" : "</v></c></row>";
        CHECK_THAT(test.xlsx({"<row r=\"1\"><c r=\"A1\" " + QByteArray(cell) + longText + end}),
            Catch::Contains("32767"));
    }
    CHECK(test.xlsx({"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + many("好", 32767) + "</v></c></row>"})
        == "read");
    CHECK_THAT(test.xlsx({"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + many("好", 32768) + "</v></c></row>"}),
        Catch::Contains("32767"));
    CHECK_THAT(test.ods("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>" + longText
                   + "</text:p></table:table-cell></table:table-row>"),
        Catch::Contains("32767"));
    CHECK_THAT(
        test.xlsx({"<row r=\"1\"><c r=\"A1\" " + longText + "=\"\"/></row>"}), Catch::Contains("1 MB"));
    CHECK_THAT(test.xlsx({"<!--" + longText + "-->"}), Catch::Contains("1 MB"));
}

TEST_CASE("one long text that a hundred thousand cells share does not unfold")
{
    const Hostile test;
    MadeXlsx made{{}};
    made.texts = "<si><t>" + QByteArray(32767, 'x') + "</t></si>";
    QByteArray rows;
    for (int i = 0; i < 100000; ++i)
        rows += "<row><c t=\"s\"><v>0</v></c></row>";
    made.rows = rows;
    CHECK_THAT(test.xlsx(made), Catch::Contains("600 MB"));
}

TEST_CASE("more rows than a sheet has are refused and as many as it has are read")
{
    const Hostile test;
    CHECK_THAT(
        test.xlsx({many("<row><c t=\"str\"><v>x</v></c></row>", 1048577)}), Catch::Contains("1048576"));
    CHECK(test.xlsx({many("<row><c t=\"str\"><v>x</v></c></row>", 1048576)}) == "read");
    CHECK(test.xlsx({someRow + many("<row><c s=\"0\"/><c s=\"0\"/><c s=\"0\"/></row>", 1000000)}) == "read");
}

TEST_CASE("repeats that are negative or reach beyond the sheet are refused and empty ones cost nothing")
{
    const Hostile test;
    const QByteArray full
        = "<table:table-cell office:value-type=\"string\" TIMES><text:p>x</text:p></table:table-cell>";
    const auto cell = [&](const char* times) { return QByteArray(full).replace("TIMES", times); };
    const auto row = [](const QByteArray& cells, const char* times = "") {
        return QByteArray("<table:table-row ") + times + ">" + cells + "</table:table-row>";
    };
    for (const char* times : {"table:number-columns-repeated=\"-50\"", "table:number-columns-repeated=\"0\"",
             "table:number-columns-repeated=\"99999999999\"", "table:number-columns-spanned=\"-1\"",
             "table:number-rows-spanned=\"x\""})
        CHECK_THAT(test.ods(row(cell(times))), Catch::Contains("重复或合并数"));
    CHECK_THAT(test.ods(row(cell("table:number-columns-repeated=\"16385\""))), Catch::Contains("XFD"));
    CHECK_THAT(
        test.ods(row("<table:covered-table-cell table:number-columns-repeated=\"2000000000\"/>" + cell(""))),
        Catch::Contains("XFD"));
    CHECK_THAT(
        test.ods(row(cell(""), "table:number-rows-repeated=\"2000000000\"")), Catch::Contains("1048576"));
    CHECK_THAT(test.ods(row(cell("table:number-columns-repeated=\"16384\""),
                   "table:number-rows-repeated=\"1048576\"")),
        Catch::Contains("600 MB"));
    CHECK(test.ods(row(cell(""))
              + row("<table:table-cell table:number-columns-repeated=\"2000000000\"/>",
                  "table:number-rows-repeated=\"2000000000\""))
        == "read");
    CHECK(test.ods(row(
              cell("table:number-columns-spanned=\"2000000000\" table:number-rows-spanned=\"2000000000\"")))
        == "read");
    CHECK(test.ods(row(cell(""), "table:visibility=\"collapse\" table:number-rows-repeated=\"1000000\""))
        == "read");
}

TEST_CASE("XML that nests without end or brings entities of its own is refused")
{
    const Hostile test;
    CHECK_THAT(test.xlsx({many("<a>", 5000000)}), Catch::Contains("一层套一层"));
    MadeXlsx made{someRow};
    for (const char* part :
        {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"}) {
        made.more = {{part,
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM "
            "\"file:///etc/passwd\">]><x>&b;&c;</x>"}};
        CHECK_THAT(test.xlsx(made), Catch::Contains("DTD"));
    }
}

TEST_CASE("a workbook that unfolds to more than a gigabyte is not read to its end")
{
    const Hostile test;
    MadeXlsx made{someRow};
    made.more = {{"xl/styles.xml", QByteArray((qsizetype(1) << 30) + (1 << 20), ' ')}};
    // Blanks in an element: a megabyte of them in front of one is refused before.
    const QByteArray root
        = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    made.more.first().content.replace(0, root.size(), root);
    made.write(test.path("表.xlsx"));
    made.more.clear(); // so that the test itself holds nothing
    CHECK_THAT(test.said(test.path("表.xlsx")), Catch::Contains("1 GB"));
}

TEST_CASE("an old workbook asks for no more than it holds")
{
    const Hostile test;
    using B = MadeBiff;
    MadeBiff made;
    made.record(0x00FC,
        B::longWord(0xFFFFFFFF) + B::longWord(0xFFFFFFFF) + B::word(0xFFFF) + '\x0D' + B::word(0xFFFF)
            + B::longWord(0xFFFFFFFF));
    made.beginSheets({{"S", 0}});
    made.beginSheet();
    made.record(0x00FD, B::place(65535, 65535, 65535) + B::longWord(0xFFFFFFFF));
    made.record(0x00E5, B::word(0xFFFF));
    made.endSheet();
    QFile file(test.path("表.xls"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(made.stream());
    file.close();
    CHECK(test.said(file.fileName()) != "read");
}

TEST_CASE("a text table of a million rows takes some megabytes")
{
    const Hostile test;
    QFile file(test.path("表.csv"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("名称,镇街,面积,备注\n");
    for (int i = 0; i < 1000000; ++i)
        file.write("第" + QByteArray::number(i) + "店,大观镇," + QByteArray::number(i % 977) + ".5,无\n");
    file.close();
    peakSinceLast();
    const double before = peakSinceLast();
    const auto read = need(readTable(file.fileName()));
    CHECK(peakSinceLast() - before < 120);
    CHECK(read.first().rows.size() == 1000001);
    CHECK(read.first().cell(1000000, 0) == QStringLiteral("第999999店"));
}
