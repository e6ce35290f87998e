#include "core/base/text/pinyin.h"
#include "core/base/text/search_words.h"

#include <catch2/catch.hpp>
#include <random>

using namespace coop;

namespace
{
bool finds(const QStringList& texts, const QString& query, bool utf8)
{
    SearchWords words(query);
    REQUIRE(words.fits());
    words.begin();
    for (const QString& text : texts) {
        const QByteArray bytes = text.toUtf8();
        if (utf8)
            words.addUtf8(bytes.constData(), bytes.size());
        else
            words.add(text);
    }
    return words.found();
}

/// Letters that make trouble: two widths, both cases, ü, blanks, brackets, Han with and without a reading.
const QString letters = QStringLiteral("云岭镇吕绿女重庆农合联长安ａＡ１aAbBlLyYvVüÜ12 　\u00A0（)，-_é\t");

QString anyText(std::mt19937& random, int most)
{
    QString text;
    for (int i = int(random() % quint32(most + 1)); i > 0; --i)
        text += letters[qsizetype(random() % quint32(letters.size()))];
    return text;
}
} // namespace

TEST_CASE("a search that was made ready finds what matchesSearch finds")
{
    std::mt19937 random(7);
    int hits = 0;
    for (int round = 0; round < 40000; ++round) {
        QStringList texts;
        for (int i = int(random() % 4); i >= 0; --i)
            texts += anyText(random, 7);
        QString query = anyText(random, 4);
        if (round % 3 == 0) // of the text itself, so that there is something to find
            query = texts.join(QString()).mid(qsizetype(random() % 5), 1 + qsizetype(random() % 3));
        if (round % 3 == 1) {
            const QString spelled = pinyin(texts.join(QString()));
            query = (round % 2 == 0 ? pinyinInitials(texts.join(QString())) : spelled)
                        .mid(qsizetype(random() % 3), 1 + qsizetype(random() % 5));
        }
        const bool expected = matchesSearch(texts.join(u'\n'), query);
        INFO(texts.join(u'|').toStdString() << " / " << query.toStdString());
        REQUIRE(finds(texts, query, false) == expected);
        REQUIRE(finds(texts, query, true) == expected);
        hits += expected ? 1 : 0;
    }
    CHECK(hits > 8000); // the other half finds nothing
    CHECK(hits < 39000);
}

TEST_CASE("every word has to be found and an empty search finds everything")
{
    const QStringList row{QStringLiteral("FW1-0012"), QStringLiteral("云岭镇"), QStringLiteral("水稻")};
    CHECK(finds(row, QStringLiteral("ylz 水稻 0012"), true));
    CHECK(finds(row, QStringLiteral("yunling SD"), true));
    CHECK_FALSE(finds(row, QStringLiteral("ylz 玉米"), true));
    CHECK_FALSE(finds(row, QStringLiteral("unling"), true)); // not from the middle of a syllable
    CHECK(SearchWords(QStringLiteral(" 　 ")).isEmpty());
    CHECK(finds(row, QString(), true));
}

TEST_CASE("a word of more letters than fit is told")
{
    CHECK(SearchWords(QString(64, u'a')).fits());
    CHECK_FALSE(SearchWords(QString(65, u'a')).fits());
}

TEST_CASE("bytes that are no UTF-8 hinder no search")
{
    SearchWords words(QStringLiteral("ab"));
    words.begin();
    words.addUtf8("\xC3\xE4\xFF"
                  "ab",
        5);
    CHECK(words.found());
    words.begin();
    words.addUtf8("a\xE4\xB8", 3);
    CHECK_FALSE(words.found());
}
