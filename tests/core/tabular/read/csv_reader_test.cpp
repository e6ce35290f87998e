#include "core/base/text/text.h"
#include "core/tabular/table_reader.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
struct Folder {
    QTemporaryDir folder;
    Result<QList<Worksheet>> read(const QByteArray& bytes) const
    {
        QFile file(folder.filePath(QStringLiteral("表.csv")));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        return readTable(file.fileName());
    }
    Worksheet sheet(const QByteArray& bytes) const { return need(read(bytes)).first(); }
    std::string refusal(const QByteArray& bytes) const
    {
        const auto said = read(bytes);
        REQUIRE_FALSE(said);
        return said.error().text.toStdString();
    }
};

QByteArray gb(const char* utf8)
{
    return toGb18030(QString::fromUtf8(utf8));
}

QByteArray utf16(const QString& text, bool big)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char low = char(c.unicode() & 0xFF), high = char(c.unicode() >> 8);
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}
} // namespace

TEST_CASE("one encoding is decided on all bytes of a text table - with a mark or without")
{
    const Folder test;
    QString text = QStringLiteral("名称,镇街\r\n");
    for (int i = 0; i < 400; ++i) // far beyond what a glance at its beginning would see
        text += QStringLiteral("plain,plain\r\n");
    text += QStringLiteral("大观镇农资店,𠮷田㙍\r\n");
    const QByteArray mark8 = "\xEF\xBB\xBF";
    for (const QByteArray& bytes : {text.toUtf8(), mark8 + text.toUtf8(), mark8 + mark8 + text.toUtf8(),
             toGb18030(text), "\x84\x31\x95\x33" + toGb18030(text), "\xFF\xFE" + utf16(text, false),
             "\xFE\xFF" + utf16(text, true), utf16(text, false), utf16(text, true)}) {
        const Worksheet sheet = test.sheet(bytes);
        CHECK(sheet.cell(0, 0) == QStringLiteral("名称"));
        CHECK(sheet.cell(401, 0) == QStringLiteral("大观镇农资店"));
        CHECK(sheet.cell(401, 1) == QStringLiteral("𠮷田㙍"));
    }
}

TEST_CASE("UTF-16 without a mark is known also where letters end in a zero byte")
{
    const Folder test;
    const QString text
        = QStringLiteral("名称,镇街,开业日期\n一开最社,大观镇,2024-07-26\n"); // U+4E00, U+5F00, U+6700
    for (const bool big : {false, true})
        CHECK(test.sheet(utf16(text, big)).cell(1, 0) == QStringLiteral("一开最社"));
}

TEST_CASE("a text table that is cut or damaged is refused for that reason")
{
    const Folder test;
    const QByteArray utf8 = QStringLiteral("名称,镇街\n甲社,大观镇").toUtf8();
    const QByteArray wide = "\xFF\xFE" + utf16(QString::fromUtf8(utf8), false);
    for (const QByteArray& cut :
        {utf8.chopped(1), gb(utf8.constData()).chopped(1), wide + 'a', wide.chopped(1)})
        CHECK_THAT(test.refusal(cut), Catch::Contains("不完整"));
    CHECK_THAT(test.refusal(utf8 + QByteArray(300, '\0')), Catch::Contains("全是零"));
    CHECK_THAT(test.refusal(QByteArray(utf8).insert(utf8.size() - 3, '\0')),
        Catch::Contains("第 2 行") && Catch::Contains("字节"));
    CHECK_THAT(
        test.refusal(QStringLiteral("名称,镇街\n").toUtf8() + gb("甲社,大观镇\n乙社,大观镇\n丙社,水江镇\n")),
        Catch::Contains("两种编码"));
    CHECK_THAT(test.refusal(utf8 + "\n\x10\x11\x12,\x0E"), Catch::Contains("不是"));
}

TEST_CASE("GBK whose bytes could be UTF-8 in one cell is GBK in all of them")
{
    const Folder test;
    const Worksheet sheet
        = test.sheet(toGb18030(QStringLiteral("名称,备注\n联通,大观镇农资店\n联通,联通\n")));
    CHECK(sheet.cell(1, 0) == QStringLiteral("联通"));
    CHECK(sheet.cell(2, 1) == QStringLiteral("联通"));
}

TEST_CASE("Big5 is told from GBK - and a damaged byte of UTF-8 makes no other letters")
{
    const Folder test;
    // 名稱,鎮街 and 龍山社,大觀鎮 in Big5
    const Worksheet big = test.sheet(
        "\xA6\x57\xBA\xD9,\xC2\xED\xB5\xF3\n\xC0\x73\xA4\x73\xAA\xC0,\xA4\x6A\xC6\x5B\xC2\xED\n");
    CHECK(big.encoding == QStringLiteral("Big5"));
    CHECK(big.cell(0, 0) == QStringLiteral("名稱"));
    CHECK(big.cell(1, 1) == QStringLiteral("大觀鎮"));
    QByteArray damaged = QStringLiteral("名称,镇街\n大观镇农资店,大观镇\n好,坏\n").toUtf8();
    damaged[damaged.indexOf("坏") + 1] = 'x';
    CHECK_THAT(test.refusal(damaged), Catch::Contains("第 3 行") && Catch::Contains("损坏"));
}

TEST_CASE("the line of headings says what separates the cells")
{
    const Folder test;
    CHECK(test.sheet("名称\t镇街\t备注\n甲\t乙\ta,b,c,d,e\n丙\t丁\tf,g,h,i,j\n").cell(1, 2)
        == QStringLiteral("a,b,c,d,e"));
    CHECK(test.sheet("名称,镇街,备注\n甲,乙,a;b;c;d;e;f\n").cell(1, 2) == QStringLiteral("a;b;c;d;e;f"));
    CHECK(test.sheet("情况表（元,亩）\n名称;镇街;备注\n甲;乙;丙\n丁;戊;己\n").cell(1, 2)
        == QStringLiteral("备注"));
    for (const char* text : {"名称|镇街\n甲|乙\n", "名称；镇街\n甲；乙\n", "名称｜镇街\n甲｜乙\n"})
        CHECK(test.sheet(text).cell(1, 1) == QStringLiteral("乙"));
    for (const char sign : {'|', '^', ';', '\t', ','}) {
        const QByteArray s(1, sign);
        const Worksheet sheet = test.sheet("sep=" + s + "\r\n名称" + s + "镇街\r\n甲" + s + "乙\r\n");
        CHECK(sheet.cell(0, 1) == QStringLiteral("镇街"));
        CHECK(sheet.cell(1, 1) == QStringLiteral("乙"));
    }
}

TEST_CASE("the dress of a web system is taken off and quotes are read as Excel does")
{
    const Folder test;
    const Worksheet sheet
        = test.sheet("名称,编码,备注\n=\"等,号社\",\"=\"\"00123\"\"\",5\"管\n\"引\"\"号\",\"两\n行\",'=1\n");
    CHECK(sheet.cell(1, 0) == QStringLiteral("等,号社"));
    CHECK(sheet.cell(1, 1) == QStringLiteral("00123"));
    CHECK(sheet.cell(1, 2) == QStringLiteral("5\"管"));
    CHECK(test.sheet("a,b\n=\"甲\"&\"乙\",=\"007\" \n").cell(1, 0) == QStringLiteral("=\"甲\"&\"乙\""));
    CHECK(test.sheet("a,b\n=\"甲\"&\"乙\",=\"007\" \n").cell(1, 1) == QStringLiteral("007"));
    CHECK(sheet.cell(2, 0) == QStringLiteral("引\"号"));
    CHECK(sheet.cell(2, 1) == QStringLiteral("两\n行"));
    CHECK(sheet.cell(2, 2) == QStringLiteral("=1"));
    CHECK_THAT(
        test.refusal("a,b\n\"甲\"\"乙,c\nd,e\n"), Catch::Contains("第 2 行") && Catch::Contains("引号"));
    CHECK_THAT(test.refusal("a,b\n" + QByteArray(40000, 'x') + ",c\n"),
        Catch::Contains("第 2 行") && Catch::Contains("32767"));
}

TEST_CASE("full-width commas between headings separate and Ctrl+Z at the end is no row")
{
    const Folder test;
    const Worksheet wide = test.sheet(QStringLiteral("名称，镇街，备注\n甲社，大观镇，a,b\n").toUtf8());
    CHECK(wide.cell(0, 1) == QStringLiteral("镇街"));
    CHECK(wide.cell(1, 2) == QStringLiteral("a,b"));
    const Worksheet plain = test.sheet(QStringLiteral("网点，2024年\n名称,备注\n甲社,一，二，三\n").toUtf8());
    CHECK(plain.cell(2, 1) == QStringLiteral("一，二，三"));
    CHECK(test.sheet("a,b\nc,d\n\x1A").rows.size() == 2);
    CHECK_THAT(test.refusal(QByteArray(20'000'000, ',')), Catch::Contains("16384 列"));
}

TEST_CASE("what is no table is named for what it is")
{
    const Folder test;
    const QList<std::pair<QByteArray, const char*>> cases{
        {"\xEF\xBB\xBF<html><table></table></html>", "网页"},
        {"<!-- x -->\n<meta charset='utf-8'><table>", "网页"}, {"<style>td{}</style>", "网页"},
        {" \n<!DOCTYPE html>", "网页"},
        {"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook "
         "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            "XML"},
        {"<gpx version=\"1.1\">", "GPX"}, {"<kml>", "KML"}, {"MIME-Version: 1.0\r\nX: y\r\n", "MHTML"},
        {"ID;PWXL;N;E\r\nP;PGeneral\r\n", "SYLK"}, {"TABLE\r\n0,1\r\n", "DIF"},
        {"%PDF-1.7\n%\xE2\xE3", "PDF"}, {"{\\rtf1 x}", "RTF"}, {"Rar!\x1A\x07\x01", "RAR"},
        {"7z\xBC\xAF\x27\x1C", "7z"}, {"\x89PNG\r\n", "图片"},
        {QByteArray("SQLite format 3\0", 16), "工作区"}, {"{\"type\": \"FeatureCollection\"}", "GeoJSON"},
        {"[{\"name\": \"a\"}]", "JSON"}, {"[[1,2],[3,4]]", "JSON"},
        {"<?xml version=\"1.0\"?><!DOCTYPE plist><plist>", "XML"},
        {"Received: from a\r\nFrom: b\r\n", "MHTML"}, {QByteArray("\0\1\0\0Standard ACE DB\0", 20), "Access"},
        {"[InternetShortcut]\r\nURL=x\r\n", "快捷方式"}, {QByteArray("II+\0\x08\0\0\0", 8), "图片"},
        {"PAR1abc", "Parquet"}, {"\x28\xB5\x2F\xFDzzz", "ZST"},
        {"a.csv" + QByteArray(252, '\0') + "ustar", "TAR"},
        {"\xEF\xBB\xBF<!-- x -->\n<table><tr><td>\xE5</td>", "网页"},
        {QStringLiteral("名称,镇街,备注\n甲社,大观镇,一\n").toUtf8() + gb("乙社,水江镇,二\n"), "第 3 行起"},
        {"<svg>", "SVG"}, {"<a:b>", "XML"}, {QByteArray(600, '\0'), "零"}, {"\xFF\xD8\xFF\xE0", "图片"},
        {QByteArray("\x03\x7C\x05\x06\x01\0\0\0\x41\0\x0A\0", 12) + QByteArray(60, '\0'), "dBase"}};
    for (const auto& [bytes, word] : cases) {
        INFO(word);
        const std::string said = test.refusal(bytes);
        CHECK_THAT(said, Catch::Contains(word));
        CHECK_THAT(said, !Catch::Contains("缺少"));
    }
    CHECK(test.sheet("<无>,甲\n乙,丙\n").cell(0, 0) == QStringLiteral("<无>"));
}
