#include "core/base/text/text.h"
#include "core/tabular/read/workbooks/xls_reader.h"
#include "tests/core/tabular/read/made_tables.h"
#include "tests/core/tabular/table_files.h"

using namespace coop;

namespace
{
using B = MadeBiff;

/// Formats 0 General, 1 a day, 2 percent, 3 a code; a sheet that `fill` fills.
template <class Fill> QByteArray book(Fill fill, int visibility = 0, quint16 version = 0x0600)
{
    MadeBiff made(version);
    const QByteArray code = "\"WD1-\"0000";
    if (version >= 0x0600)
        made.record(0x041E, B::word(164) + B::word(int(code.size())) + '\0' + code);
    else {
        made.record(0x0042, B::word(936));
        made.record(0x041E, B::word(164) + char(code.size()) + code);
    }
    for (const int format : {0, 14, 9, 164})
        made.record(0x00E0, B::word(0) + B::word(format) + QByteArray(16, '\0'));
    if (version >= 0x0600)
        made.record(0x00FC, B::longWord(1) + B::longWord(1) + B::letters(QStringLiteral("共享")));
    made.beginSheets({{"First", visibility}});
    made.beginSheet();
    fill(made);
    made.endSheet();
    return made.stream();
}

QByteArray formula(
    int row, int column, const QByteArray& result, int options = 0, const QByteArray& steps = {})
{
    return B::place(row, column, 0) + result + B::word(options) + B::longWord(0) + B::word(int(steps.size()))
        + steps;
}
} // namespace

TEST_CASE("every kind of cell of an old workbook is read - formulas with their results")
{
    const QByteArray stream = book([](MadeBiff& made) {
        made.record(0x00FD, B::place(0, 0, 0) + B::longWord(0));
        made.record(0x0203, B::place(0, 1, 1) + B::real(45356));
        made.record(0x027E, B::place(0, 2, 0) + B::longWord(quint32(1234 << 2) | 3)); // 12.34
        made.record(0x00BD,
            B::word(0) + B::word(3) + B::word(2) + B::longWord((95u << 2) | 3) + B::word(3)
                + B::longWord((7u << 2) | 2) + B::word(4));
        made.record(0x0205, B::place(0, 5, 0) + QByteArray("\x2A\x01", 2));
        made.record(0x0205, B::place(0, 6, 0) + QByteArray("\x01\x00", 2));
        made.record(0x0006, formula(0, 7, B::real(12)));
        made.record(0x0006, formula(0, 8, QByteArray("\0\0\0\0\0\0\xFF\xFF", 8)));
        made.record(0x0207, B::letters(QStringLiteral("结果")));
        made.record(0x0006, formula(0, 9, QByteArray("\x02\0\x07\0\0\0\xFF\xFF", 8)));
        made.record(0x0006, formula(0, 10, B::real(0), 2));
        made.record(0x0204, B::place(0, 11, 0) + B::letters(QStringLiteral("3E5")));
    });
    const Worksheet sheet = need(readXls(stream)).first();
    using Kind = CellValue::Kind;
    const QList<std::pair<Kind, std::string>> expected{{Kind::text, "共享"}, {Kind::date, "2024-03-05"},
        {Kind::number, "12.34"}, {Kind::number, "0.95"}, {Kind::number, "7"}, {Kind::error, "#N/A"},
        {Kind::boolean, "TRUE"}, {Kind::number, "12"}, {Kind::text, "结果"}, {Kind::error, "#DIV/0!"},
        {Kind::uncalculated, ""}, {Kind::text, "3E5"}};
    for (int column = 0; column < expected.size(); ++column) {
        INFO(column);
        CHECK(sheet.value(0, column).kind == expected[column].first);
        CHECK(sheet.value(0, column).text.toStdString() == expected[column].second);
    }
    CHECK(sheet.cell(0, 3) == QStringLiteral("95%"));
    CHECK(sheet.cell(0, 4) == QStringLiteral("WD1-0007"));
}

TEST_CASE(
    "hidden sheets - rows and columns - merged cells and rows out of order of an old workbook are known")
{
    const Worksheet sheet
        = need(readXls(book(
                   [](MadeBiff& made) {
                       made.record(0x007D,
                           B::word(2) + B::word(2) + B::word(0) + B::word(0) + B::word(1) + B::word(0));
                       made.record(0x0208, B::word(1) + QByteArray(10, '\0') + B::word(0x20) + B::word(0));
                       made.record(0x0203, B::place(2, 0, 0) + B::real(3));
                       made.record(0x0203, B::place(0, 1, 0) + B::real(2));
                       made.record(0x0203, B::place(0, 0, 0) + B::real(1));
                       made.record(0x00E5, B::word(1) + B::word(0) + B::word(1) + B::word(0) + B::word(0));
                   },
                   1)))
              .first();
    CHECK(sheet.hidden);
    CHECK(sheet.hiddenRows.testBit(1));
    CHECK(sheet.hiddenColumns.testBit(2));
    CHECK(sheet.texts(0) == QStringList{QStringLiteral("1"), QStringLiteral("2")});
    CHECK(sheet.cell(2, 0) == QStringLiteral("3"));
    CHECK(sheet.mergedCell(1, 0) == QStringLiteral("1"));
}

TEST_CASE("a text of an old workbook has what its format adds and a number the word that stands for it")
{
    MadeBiff made;
    const auto code
        = [&](int id, const QString& letters) { made.record(0x041E, B::word(id) + B::letters(letters)); };
    code(170, QStringLiteral("@\"镇\""));
    code(171, QStringLiteral("[=1]\"是\";[=2]\"否\""));
    for (const int format : {0, 170, 171})
        made.record(0x00E0, B::word(0) + B::word(format) + QByteArray(16, '\0'));
    made.record(0x00FC, B::longWord(1) + B::longWord(1) + B::letters(QStringLiteral("大观")));
    made.beginSheets({{"First", 0}});
    made.beginSheet();
    made.record(0x00FD, B::place(0, 0, 1) + B::longWord(0));
    made.record(0x0204, B::place(0, 1, 1) + B::letters(QStringLiteral("水江")));
    made.record(0x0203, B::place(0, 2, 2) + B::real(2));
    made.record(0x0203, B::place(0, 3, 1) + B::real(2));
    made.endSheet();
    const Worksheet sheet = need(readXls(made.stream())).first();
    CHECK(sheet.texts(0)
        == QStringList{
            QStringLiteral("大观镇"), QStringLiteral("水江镇"), QStringLiteral("否"), QStringLiteral("2")});
}

TEST_CASE("texts of a workbook before Excel 97 are in its code page")
{
    const QByteArray words = toGb18030(QStringLiteral("大观镇"));
    const Worksheet sheet
        = need(readXls(book(
                   [&](MadeBiff& made) {
                       made.record(0x0204, B::place(0, 0, 0) + B::word(int(words.size())) + words);
                       made.record(0x0203, B::place(0, 1, 3) + B::real(7));
                   },
                   0, 0x0500)))
              .first();
    CHECK(sheet.cell(0, 0) == QStringLiteral("大观镇"));
    CHECK(sheet.cell(0, 1) == QStringLiteral("WD1-0007"));
}

TEST_CASE("the texts of a workbook before Excel 97 decide its code page and not the record that says it")
{
    const auto read = [](int said, const QList<QByteArray>& texts) {
        MadeBiff made(0x0500);
        if (said >= 0)
            made.record(0x0042, B::word(said));
        made.record(0x00E0, QByteArray(20, '\0'));
        made.beginSheets({{"First", 0}});
        made.beginSheet();
        for (int i = 0; i < texts.size(); ++i)
            made.record(0x0204, B::place(i, 0, 0) + B::word(int(texts[i].size())) + texts[i]);
        made.endSheet();
        const Worksheet sheet = need(readXls(made.stream())).first();
        QStringList words;
        for (int i = 0; i < texts.size(); ++i)
            words += sheet.cell(i, 0);
        return words;
    };
    const QStringList words{QStringLiteral("名称"), QStringLiteral("镇街"), QStringLiteral("3组小学"),
        QStringLiteral("大观镇e站"), QStringLiteral("㙍塆，（一）")};
    QList<QByteArray> gbk, utf8;
    for (const QString& word : words) {
        gbk += toGb18030(word);
        utf8 += word.toUtf8();
    }
    for (const int said : {-1, 0, 437, 936, 950, 1200, 1252, 10000, 10008, 32769}) {
        INFO(said);
        CHECK(read(said, gbk) == words);
        CHECK(read(said, utf8) == words);
    }
    // What is in another language stays in it.
    const QList<QByteArray> latin{"Gr\xF6\xDF"
                                  "e",
        "SITUA\xC7\xC3O", "\xC4\xD6", "caf\xE9", "na\xEFve", "25\xB0"};
    CHECK(read(1252, latin).mid(0, 2) == QStringList{QStringLiteral("Größe"), QStringLiteral("SITUAÇÃO")});
    CHECK(read(1251, {"\xD2\xE0\xE1\xEB\xE8\xF6\xE0"}) == QStringList(QStringLiteral("Таблица")));
    const QList<QByteArray> big5{
        "\xA6\x57\xBA\xD9", "\xC2\xED\xB5\xF3", "\xA4\x70\xBE\xC7", "\xA4\xCE\xC1\xE4"};
    const QStringList big{QStringLiteral("名稱"), QStringLiteral("鎮街"), QStringLiteral("小學")};
    for (const int said : {950, 10002, 936})
        CHECK(read(said, big5).mid(0, 1) == big.mid(0, 1));
}

TEST_CASE("a length of time in an old workbook is hours and no day of 1900")
{
    MadeBiff made;
    const QByteArray code = "[h]:mm";
    made.record(0x041E, B::word(164) + B::word(int(code.size())) + '\0' + code);
    for (const int format : {0, 164, 20})
        made.record(0x00E0, B::word(0) + B::word(format) + QByteArray(16, '\0'));
    made.beginSheets({{"S", 0}});
    made.beginSheet();
    made.record(0x0203, B::place(0, 0, 1) + B::real(1.5));
    made.record(0x0203, B::place(0, 1, 2) + B::real(1.5));
    made.record(0x0203, B::place(0, 2, 2) + B::real(45356.5));
    made.endSheet();
    const Worksheet sheet = need(readXls(made.stream())).first();
    CHECK(sheet.cell(0, 0) == QStringLiteral("36:00:00"));
    CHECK(sheet.cell(0, 1) == QStringLiteral("12:00:00"));
    CHECK(sheet.cell(0, 2) == QStringLiteral("2024-03-05 12:00:00"));
}

TEST_CASE("shared texts go on where a record ends - narrow or wide")
{
    MadeBiff made;
    // 甲a| goes on narrow: bc, then a text that begins in the next record
    made.record(
        0x00FC, B::longWord(2) + B::longWord(2) + B::word(4) + '\x01' + B::word(0x7532) + B::word('a'));
    made.record(0x003C,
        QByteArray("\x00"
                   "bc",
            3)
            + B::word(2) + '\x01' + B::word(0x4E59));
    made.record(0x003C, '\x01' + B::word(0x4E19));
    made.beginSheets({{"S", 0}});
    made.beginSheet();
    made.record(0x00FD, B::place(0, 0, 0) + B::longWord(0));
    made.record(0x00FD, B::place(0, 1, 0) + B::longWord(1));
    made.endSheet();
    const Worksheet sheet = need(readXls(made.stream())).first();
    CHECK(sheet.cell(0, 0) == QStringLiteral("甲abc"));
    CHECK(sheet.cell(0, 1) == QStringLiteral("乙丙"));
}

TEST_CASE("an old workbook that is cut at any byte is refused or read as it was")
{
    const QByteArray whole = book([](MadeBiff& made) {
        for (int row = 0; row < 4; ++row)
            made.record(0x00FD, B::place(row, 0, 0) + B::longWord(0));
        made.record(0x0006, formula(4, 0, QByteArray("\0\0\0\0\0\0\xFF\xFF", 8)));
        made.record(0x0207, B::letters(QStringLiteral("末")));
    });
    for (qsizetype i = 0; i < whole.size(); ++i)
        CHECK_FALSE(readXls(whole.left(i)));
    CHECK(need(readXls(whole)).first().rows.size() == 5);
    MadeBiff locked;
    locked.record(0x002F, B::word(1));
    locked.beginSheets({});
    CHECK_THAT(readXls(locked.stream()).error().text.toStdString(), Catch::Contains("密码"));
    CHECK_FALSE(readXls(QByteArray("\x09\x00\x04\x00\x02\x00\x10\x00", 8)));
    for (qsizetype i = 0; i < whole.size(); ++i) { // whatever it says then, it ends
        QByteArray changed = whole;
        changed[i] = char(~changed[i]);
        (void)readXls(changed);
    }
}

TEST_CASE(
    "what a format of an old workbook does not show is an empty cell with a remark that names the place")
{
    MadeBiff made;
    made.record(0x041E, B::word(164) + B::word(3) + '\0' + QByteArray(";;;"));
    for (const int format : {0, 164})
        made.record(0x00E0, B::word(0) + B::word(format) + QByteArray(16, '\0'));
    made.beginSheets({{"First", 0}});
    made.beginSheet();
    made.record(0x0203, B::place(0, 0, 0) + B::real(1));
    made.record(0x0203, B::place(1, 0, 1) + B::real(2));
    made.record(0x00BD,
        B::word(2) + B::word(0) + B::word(0) + B::longWord((3u << 2) | 2) + B::word(1)
            + B::longWord((4u << 2) | 2) + B::word(1));
    made.record(0x0204, B::place(3, 2, 1) + B::letters(QStringLiteral("暗")));
    made.endSheet();
    const Worksheet sheet = need(readXls(made.stream())).first();
    CHECK(sheet.cell(0, 0) == u"1");
    CHECK(sheet.value(1, 0).isEmpty());
    CHECK(sheet.cell(2, 0) == u"3");
    CHECK(sheet.value(2, 1).isEmpty());
    CHECK(sheet.rows.size() == 3);
    CHECK_THAT(sheet.remarks.value(0).toStdString(), Catch::Contains("A2、B3、C4"));
}
