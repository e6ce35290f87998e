#include "core/base/text/text.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
struct Case {
    const char* from;
    const char* to;
};

template <class Function, size_t n> void checkAll(Function function, const Case (&cases)[n])
{
    for (const Case& c : cases) {
        CAPTURE(c.from);
        CHECK(function(QString::fromUtf8(c.from)).toStdString() == c.to);
    }
}
} // namespace

TEST_CASE("full-width digits, letters and signs become half-width, Chinese punctuation stays")
{
    checkAll(halfWidth,
        {{"Ａ１，．％", "A1,.%"}, {"（甲）、乙。", "（甲）、乙。"}, {"大\u3000观", "大 观"},
            {"a\u00A0b", "a b"}, {"", ""}, {"～！", "~!"}});
}

TEST_CASE("a name is tidied to what the clerk meant")
{
    checkAll(tidyName,
        {{" 大 观 镇 ", "大观镇"}, {"大\u3000观\u3000镇", "大观镇"}, {"鸣玉镇\n", "鸣玉镇"},
            {"ABC 公司", "ABC 公司"}, {"John  Deere 农机", "John Deere 农机"}, {"", ""}, {"   ", ""}});
}

TEST_CASE("headings compare without blanks, case and width of brackets")
{
    checkAll(comparable,
        {{"服务面积（亩）", "服务面积(亩)"}, {"服务面积 (亩)", "服务面积(亩)"},
            {"服务面积【亩】", "服务面积(亩)"}, {"ＬＯＮ", "lon"}, {"发放额\n（元）", "发放额(元)"}});
}

TEST_CASE("a place's short name finds it with and without its kind")
{
    checkAll(shortPlaceName,
        {{"大观镇", "大观"}, {"大观", "大观"}, {"大观镇农合联", "大观"}, {"西城街道农合联", "西城"},
            {"西城街道", "西城"}, {"中桥乡", "中桥"}, {"太平场镇", "太平场"}, {"大 有 镇", "大有"},
            {"大观镇人民政府", "大观"}, {"大观镇政府", "大观"}, {"西城街道办", "西城"}, {"大观　镇", "大观"},
            {"镇", "镇"}, {"新乡", "新乡"}, {"", ""}});
}

TEST_CASE("text of any usual encoding is read, with or without BOM")
{
    const QString text = QStringLiteral("名称,镇街\n金龙村综合服务社,大观镇");
    const QByteArray utf8 = text.toUtf8();
    CHECK(decodeText(utf8) == text);
    CHECK(decodeText("\xEF\xBB\xBF" + utf8) == text);
    CHECK(decodeText(toGb18030(text)) == text);
    const auto utf16 = [&](bool bigEndian) {
        QByteArray bytes = bigEndian ? "\xFE\xFF" : "\xFF\xFE";
        for (const QChar c : text) {
            const char low = char(c.unicode() & 0xFF), high = char(c.unicode() >> 8);
            bytes += bigEndian ? high : low;
            bytes += bigEndian ? low : high;
        }
        return bytes;
    };
    CHECK(decodeText(utf16(false)) == text);
    CHECK(decodeText(utf16(true)) == text);
    CHECK(decodeText("") == QString());
    CHECK(decodeText("abc,1") == QStringLiteral("abc,1"));
}

TEST_CASE("GB18030 loses no character, not even the rare ones")
{
    for (const char* text :
        {"南川区大观镇", "㐂𠮷𣗋", "①②³€™", "ÄÖÜ αβγ", "龘鬻", "“三位一体”——（试行）", "😀", ""}) {
        CAPTURE(text);
        const QString original = QString::fromUtf8(text);
        CHECK(decodeText(toGb18030(original)) == original);
    }
    CHECK(toGb18030(QStringLiteral("南川")) == "\xC4\xCF\xB4\xA8");
    CHECK(toGb18030(QStringLiteral("€")) == "\xA2\xE3"); // as in GB18030, not as in Windows' 936
}

TEST_CASE("GB18030 that ends like the beginning of a UTF-8 sequence is not taken for UTF-8")
{
    const auto read = decodeText("name\n\xE0\xA1");
    REQUIRE(read);
    CHECK(read->size() == 6);
    CHECK_FALSE(read->contains(QChar::ReplacementCharacter));
}

TEST_CASE("bytes in no encoding that we know are no text")
{
    CHECK_FALSE(decodeText("abc\xFF\xFF\xFF"));
    CHECK_FALSE(decodeText(QByteArray("\xFF\xFE\x41", 3))); // half a character
}

TEST_CASE("personal data is masked so that its ends still tell it apart")
{
    checkAll(masked,
        {{"13800001234", "138****1234"}, {"023-71420000", "023*****0000"},
            {"500119199001011234", "500***********1234"}, {"71420000", "71****00"}, {"张三丰", "张**丰"},
            {"张三", "**"}, {"张", "**"}, {"", ""}});
}

TEST_CASE("a masked text is known as such, and masking it again changes nothing")
{
    for (const char* text : {"13800001234", "71420000", "张三丰", "张"}) {
        const QString hidden = masked(QString::fromUtf8(text));
        CHECK(isMasked(hidden));
        CHECK(masked(hidden) == hidden);
        CHECK_FALSE(isMasked(QString::fromUtf8(text)));
    }
    CHECK_FALSE(isMasked(QString()));
    CHECK_FALSE(isMasked(QStringLiteral("3*4")));
}
