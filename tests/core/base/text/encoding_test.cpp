#include "core/base/text/encoding.h"

#include <QCryptographicHash>
#include <catch2/catch.hpp>
#ifdef __GLIBC__
#include <iconv.h>
#endif

using namespace coop;

namespace
{
/// Every two bytes, and every four that are letters of the first plane or stand around its end.
void forEachOfGb18030(const std::function<void(const QByteArray&)>& take)
{
    for (int lead = 0x80; lead < 0x100; ++lead) {
        take(QByteArray(1, char(lead)));
        for (int second = 0; second < 0x100; ++second)
            take(QByteArray(1, char(lead)) + char(second));
    }
    const auto four = [&](int place) {
        take(QByteArray(1, char(0x81 + place / 12600)) + char('0' + place / 1260 % 10)
            + char(0x81 + place / 10 % 126) + char('0' + place % 10));
    };
    for (int place = 0; place < 50400; ++place)
        four(place);
    for (int place = 188900; place < 200000; ++place)
        four(place);
    for (int place = 1237500; place < 1237700; ++place) // U+10FFFF is 1237575
        four(place);
}

QString strictly(const char* name, const QByteArray& bytes)
{
    const DecodedText done = Encoding::named(name)->decode(bytes);
    return done.end == DecodedText::End::whole ? done.text : QString();
}

#ifdef __GLIBC__
QByteArray byIconv(const char* from, const char* to, QByteArray in)
{
    const iconv_t handle = iconv_open(to, from);
    REQUIRE(handle != reinterpret_cast<iconv_t>(-1));
    QByteArray out(in.size() * 4 + 16, '\0');
    char *source = in.data(), *target = out.data();
    auto left = size_t(in.size()), room = size_t(out.size());
    const bool good = iconv(handle, &source, &left, &target, &room) != size_t(-1)
        && iconv(handle, nullptr, nullptr, &target, &room) != size_t(-1);
    iconv_close(handle);
    return good ? out.left(out.size() - qsizetype(room)) : QByteArray();
}
#endif
} // namespace

TEST_CASE("all of GB18030 decodes on every system to the same letters and back")
{
    const Encoding chinese = *Encoding::named("GB18030");
    QCryptographicHash sum(QCryptographicHash::Sha256);
    int letters = 0;
    int lost = 0;
    forEachOfGb18030([&](const QByteArray& bytes) {
        const DecodedText done = chinese.decode(bytes);
        const bool whole = done.end == DecodedText::End::whole;
        letters += whole ? 1 : 0;
        lost += whole && chinese.decode(*chinese.encode(done.text)).text != done.text ? 1 : 0;
        sum.addData(bytes + '=' + (whole ? done.text.toUtf8() : "none") + '\n');
    });
    CHECK(letters == 74418);
    CHECK(lost == 0);
    CHECK(sum.result().toHex() == "9a219d6955e9517c343c239cb610645a50fb251cb12cfa8b90df78bde4d30e69");
}

TEST_CASE("bytes that are no letters are refused where they stand")
{
    const Encoding chinese = *Encoding::named("gb-18030");
    for (const QByteArray& bad :
        {QByteArray("\x80"), QByteArray("\xFF"), QByteArray("\xB0\x20"), QByteArray("\xB0\x7F"),
            QByteArray("\xB0\xFF"), QByteArray("\x81\x30\x20\x30"), QByteArray("\x81\x30\x81\x40"),
            QByteArray("\xE3\x32\x9A\x36"), QByteArray("\xFE\x39\xFE\x39")}) {
        const DecodedText done = chinese.decode("\xC4\xCF" + bad + "\xB4\xA8");
        INFO(bad.toHex().toStdString());
        CHECK(done.end == DecodedText::End::bad);
        CHECK(done.text == QStringLiteral("南"));
        CHECK(done.read == 2);
    }
    for (const QByteArray& cut : {QByteArray("\xB4"), QByteArray("\x81\x30"), QByteArray("\x81\x30\x81")}) {
        const DecodedText done = chinese.decode("\xC4\xCF" + cut);
        CHECK(done.end == DecodedText::End::cut);
        CHECK(done.text == QStringLiteral("南"));
        CHECK(done.read == 2);
    }
    CHECK(Encoding::named("UTF-8")->decode("a\xE5\x8D").end == DecodedText::End::cut);
    CHECK(Encoding::named("UTF-8")->decode("a\xE5\x8D").text == QStringLiteral("a"));
    CHECK(Encoding::named("UTF-8")->decode("a\xC4\xCF").end == DecodedText::End::bad);
    CHECK(Encoding::named("UTF-8")->decode("\xED\xA0\x80").end == DecodedText::End::bad); // half of a pair
    CHECK(Encoding::named("UTF-16LE")->decode(QByteArray("a\0b", 3)).end == DecodedText::End::cut);
}

TEST_CASE("an encoding is found by the names that people and programs give it")
{
    for (const char* name : {"GBK", "gb2312", "CP936", "936", "windows-936", "GB18030", "EUC-CN", "ms936"})
        CHECK(strictly(name, "\xC4\xCF\xB4\xA8") == QStringLiteral("南川"));
    for (const char* name : {"BIG5", "big-5", "CP950", "950", "Windows-950"})
        CHECK(strictly(name, "\xAB\x6E\xA4\x74") == QStringLiteral("南川"));
    CHECK(strictly("CP936", "\x80") == QStringLiteral("€")); // as Windows has it
    CHECK(strictly("Windows-1252",
              "Gr\xF6\xDF"
              "e \x80")
        == QStringLiteral("Größe €"));
    CHECK(strictly("ISO-8859-1",
              "Gr\xF6\xDF"
              "e")
        == QStringLiteral("Größe"));
    CHECK(strictly("latin1", "\xE9") == QStringLiteral("é"));
    CHECK(strictly("KOI8-R", "\xED\xC9\xD2") == QStringLiteral("Мир"));
    CHECK(strictly("Shift_JIS", "\x93\xEC\xB1") == QStringLiteral("南ｱ"));
    CHECK(strictly("EUC-KR", "\xC7\xD1") == QStringLiteral("한"));
    CHECK(strictly("ASCII", "abc") == QStringLiteral("abc"));
    CHECK(strictly("ASCII", "\xE9").isEmpty());
    CHECK(strictly("UTF-16BE", QByteArray("\x53\x57", 2)) == QStringLiteral("南"));
    for (const char* name : {"", "KLINGON", "UTF", "CP", "-", "GB", "1", "EBCDIC-US"})
        CHECK_FALSE(Encoding::named(name));
    CHECK_FALSE(Encoding::named("Windows-1252")->encode(QStringLiteral("南")));
    CHECK(Encoding::named("BIG5")->encode(QStringLiteral("南川")) == "\xAB\x6E\xA4\x74");
}

#ifdef __GLIBC__
TEST_CASE("the tables say what iconv says of every letter and of every broken one")
{
    int different = 0;
    QByteArray first;
    const auto compare = [&](const char* name, const char* other, const QByteArray& bytes) {
        if (strictly(name, bytes).toUtf8() != byIconv(other, "UTF-8", bytes) && different++ == 0)
            first = name + QByteArray(" ") + bytes.toHex();
    };
    forEachOfGb18030([&](const QByteArray& bytes) { compare("GB18030", "GB18030", bytes); });
    for (const auto& [name, other] : {std::pair("GBK", "GBK"), {"BIG5", "BIG5"}, {"CP950", "CP950"},
             {"CP932", "CP932"}, {"CP949", "CP949"}})
        for (int lead = 0x80; lead < 0x100; ++lead) {
            compare(name, other, QByteArray(1, char(lead)));
            for (int second = 0x40; second < 0x100; ++second) // GB18030 goes on where GBK ends
                if (const QByteArray bytes = QByteArray(1, char(lead)) + char(second);
                    name != QByteArray("GBK") || !byIconv(other, "UTF-8", bytes).isEmpty())
                    compare(name, other, bytes);
        }
    for (const char* name : {"CP1250", "CP1251", "CP1252", "CP1253", "CP1254", "CP1255", "CP1256", "CP1257",
             "CP874", "CP437", "CP850", "CP852", "CP866", "ISO-8859-1", "ISO-8859-2", "ISO-8859-5",
             "ISO-8859-15", "KOI8-R", "MACINTOSH"})
        for (int byte = 1; byte < 0x100; ++byte)
            compare(name, name, QByteArray(1, char(byte)));
    INFO(first.toStdString());
    CHECK(different == 0);
}

TEST_CASE("GB18030 is written as iconv writes it")
{
    const Encoding chinese = *Encoding::named("GB18030");
    int different = 0;
    int withoutBytes = 0;
    std::string first;
    for (char32_t letter = 1; letter < 0x21000; ++letter) {
        if (letter >= 0xD800 && letter <= 0xDFFF)
            continue;
        const QString text = QString::fromUcs4(&letter, 1);
        const auto written = chinese.encode(text);
        withoutBytes += written ? 0 : 1;
        if (written && *written != byIconv("UTF-8", "GB18030", text.toUtf8()) && different++ == 0)
            first = QByteArray::number(letter, 16).toStdString();
    }
    INFO(first);
    CHECK(different == 0);
    CHECK(withoutBytes == 24); // private ones whose bytes belong to public letters now
}
#endif
