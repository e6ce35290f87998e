#include "core/base/text/text.h"
#include "core/tabular/cell_text.h"
#include "core/tabular/read/csv_text.h"
#include "core/tabular/table_reader.h"
#include "tests/core/tabular/table_files.h"

#include <QDir>

using namespace coop;

namespace
{
std::string refusalOf(const QString& path)
{
    const auto read = readTable(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::fileUnreadable);
    return read.error().text.toStdString();
}

QList<QStringList> recordsOf(const QString& text)
{
    QList<QStringList> records;
    CsvParser parser(CsvShape::of(text).separator, [&](const QStringList& cells) {
        records += cells;
        return true;
    });
    CHECK((parser.add(text) && parser.end()));
    return records;
}
} // namespace

TEST_CASE("a cell is read as Excel shows it")
{
    const QList<std::pair<QString, QString>> cases{
        {QStringLiteral("8.140000000000001"), QStringLiteral("8.14")},
        {QStringLiteral("0.30000000000000004"), QStringLiteral("0.3")},
        {QStringLiteral("1E-05"), QStringLiteral("0.00001")},
        {QStringLiteral("5.00119101E+08"), QStringLiteral("500119101")},
        {QStringLiteral("5.00119E+08"), QStringLiteral("5.00119E+08")},
        {QStringLiteral("91500119MA5U000001"), QStringLiteral("91500119MA5U000001")},
        {QStringLiteral("500119104123456789"), QStringLiteral("500119104123456789")},
        {QStringLiteral("-12.5"), QStringLiteral("-12.5")}, {QStringLiteral("007"), QStringLiteral("007")}};
    for (const auto& [raw, shown] : cases)
        CHECK(shownText(raw).toStdString() == shown.toStdString());
    CHECK(lostDigits(QStringLiteral("5.00119E+08")));
    CHECK_FALSE(lostDigits(QStringLiteral("5.00119101E+08")));
}

TEST_CASE("rows of a workbook are counted as Excel does, merged cells hold their text everywhere")
{
    for (const char* name : {"services.xlsx", "services.ods"}) {
        const auto sheets = need(readTable(fixture(name)));
        REQUIRE(sheets.size() == 1);
        const Worksheet& sheet = sheets.first();
        CHECK(sheet.cell(4, 6).toStdString() == "8.14");
        CHECK(sheet.cell(4, 1) == QStringLiteral("2024-07-01"));
        CHECK(sheet.cell(5, 2).isEmpty());
        CHECK(sheet.mergedCell(5, 2) == QStringLiteral("大观镇"));
        CHECK(sheet.mergedCell(3, 1) == QStringLiteral("月份"));
        CHECK(sheet.mergedCell(2, 8) == QStringLiteral("工作量"));
        CHECK(sheet.cell(11, 1) == QStringLiteral("合计"));
        CHECK(sheet.rows.size() == 13);
    }
    const auto old = need(readTable(fixture("services.xls")));
    CHECK(old.first().cell(4, 1) == QStringLiteral("2024-07-01"));
    CHECK(old.first().cell(0, 0) == QStringLiteral("南川区社会化服务情况表"));
}

TEST_CASE("a hidden sheet is known as hidden")
{
    const auto sheets = need(readTable(fixture("loans.xlsx")));
    REQUIRE(sheets.size() == 3);
    CHECK(sheets[1].hidden);
    CHECK_FALSE(sheets[2].hidden);
}

TEST_CASE("a text table is read in every encoding and with every separator")
{
    const TableTest test;
    const QString text
        = QStringLiteral("名称,镇街\r\n\"甲,店\n二\",\"说\"\"话\"\r\n\r\n𬭚,乙\r\n\r\n");
    QByteArray wide("\xFF\xFE");
    wide += QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    for (const QByteArray& bytes : {text.toUtf8(), "\xEF\xBB\xBF" + text.toUtf8(), wide, toGb18030(text)}) {
        const auto sheets = need(readTable(test.file(bytes)));
        REQUIRE(sheets.size() == 1);
        CHECK(sheets.first().rows.size() == 4);
        CHECK(sheets.first().cell(1, 0) == QStringLiteral("甲,店\n二"));
        CHECK(sheets.first().cell(1, 1) == QStringLiteral("说\"话"));
        CHECK(sheets.first().cell(3, 0) == QStringLiteral("𬭚"));
    }
    for (const char* line : {"a;b,c;d\n", "a\tb,c\td\n"})
        CHECK(recordsOf(QString::fromLatin1(line)).first().size() == 3);
    CHECK(recordsOf(QStringLiteral("a,b\rc,d")).size() == 2);
}

TEST_CASE("a text that looks like a formula comes back from CSV as it was and is no formula on the way")
{
    for (const char* text :
        {"=1+1", "+86", "-文字", "@某人", "'=1", "''@x", "\t=1", "'好", "普通", "-12.5"}) {
        const QString cell = QString::fromUtf8(text);
        const QString line = csvLine({cell, QStringLiteral("x")});
        CHECK(recordsOf(line).first().first().toStdString() == cell.toStdString());
        const QChar first = line.startsWith(u'"') ? line[1] : line[0];
        CHECK((cell == QStringLiteral("-12.5") || !QStringView(u"=+-@\t").contains(first)));
    }
}

TEST_CASE("what is no table is refused in one sentence that says why")
{
    const TableTest test;
    CHECK_THAT(refusalOf(test.folder.filePath(QStringLiteral("没有.xlsx"))), Catch::Contains("不存在"));
    CHECK_THAT(refusalOf(test.folder.path()), Catch::Contains("文件夹"));
    CHECK_THAT(refusalOf(test.file("", "空.csv")), Catch::Contains("空"));
    CHECK_THAT(refusalOf(fixture("empty.xlsx")), Catch::Contains("空"));
    CHECK_THAT(refusalOf(test.file("PK\x03\x04 damaged", "坏.xlsx")), Catch::Contains("不完整"));
    CHECK_THAT(refusalOf(test.file(QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18), "图.xlsx")),
        Catch::Contains("图片"));
    CHECK_THAT(refusalOf(test.file("<html><table><tr><td>1</td></tr></table></html>", "网页.xls")),
        Catch::Contains("网页"));
    CHECK_THAT(refusalOf(test.file("a,\"b\nc,d\n")), Catch::Contains("引号"));
    const QByteArray compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    const char16_t* stream = u"EncryptedPackage";
    const QByteArray locked
        = compound + QByteArray(500, '\0') + QByteArray(reinterpret_cast<const char*>(stream), 32);
    CHECK_THAT(refusalOf(test.file(locked, "密.xlsx")), Catch::Contains("损坏"));
    CHECK_THAT(refusalOf(test.file(compound + QByteArray(500, '\0'), "坏.xls")), Catch::Contains("损坏"));
}
