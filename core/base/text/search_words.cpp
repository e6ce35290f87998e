#include "core/base/text/search_words.h"

#include "core/base/text/pinyin.h"
#include "core/base/text/pinyin_table.h"
#include "core/base/text/text.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr qsizetype mostLetters = 64;
constexpr char16_t firstAscii = 0x80;
constexpr char16_t unreadable = 0xFFFD;

bool isPlainHan(char16_t c)
{
    return c >= 0x3400 && c <= 0x9FFF; // neither case nor width
}

/// Half-width and in lower case.
char16_t normal(char16_t c)
{
    if (c < firstAscii)
        return c >= u'A' && c <= u'Z' ? char16_t(c + (u'a' - u'A')) : c;
    if (isPlainHan(c))
        return c;
    if (c >= 0xFF01 && c <= 0xFF5E && c != u'（' && c != u'）')
        return normal(char16_t(c - 0xFEE0));
    if (c == 0x3000 || c == 0x00A0)
        return u' ';
    return QChar(c).toLower().unicode();
}

/// Null for a letter that is none of the table's.
const char* syllableOf(char16_t c)
{
    return c < firstPinyinHan || c > lastPinyinHan ? nullptr : pinyinSyllable(c);
}
} // namespace

SearchWords::Word::Word(const QString& text)
    : end(quint64(1) << (std::min(text.size(), mostLetters) - 1))
{
    for (qsizetype i = 0; i < std::min(text.size(), mostLetters); ++i) {
        const char16_t c = text[i].unicode();
        const quint64 place = quint64(1) << i;
        const char* syllable = syllableOf(c);
        spelled = spelled && !(syllable && *syllable);
        if (c < firstAscii) {
            ascii[c] |= place;
            continue;
        }
        filter |= quint64(1) << (c & 63);
        const auto known
            = std::find_if(others.begin(), others.end(), [&](const auto& each) { return each.first == c; });
        if (known == others.end())
            others.emplace_back(c, place);
        else
            known->second |= place;
    }
}

quint64 SearchWords::Word::placesOf(char16_t letter) const
{
    if (letter < firstAscii)
        return ascii[letter];
    if ((filter >> (letter & 63) & 1) == 0)
        return 0;
    for (const auto& [c, places] : others)
        if (c == letter)
            return places;
    return 0;
}

SearchWords::SearchWords(const QString& query)
{
    const QString plain = halfWidth(query).toLower().replace(u'ü', u'v').simplified();
    for (const QString& word : plain.split(u' ', Qt::SkipEmptyParts)) {
        fitting = fitting && word.size() <= mostLetters;
        words.emplace_back(word);
    }
    missing = words.size();
}

void SearchWords::begin()
{
    missing = words.size();
    for (Word& word : words) {
        word.plain = word.initials = word.letters = 0;
        word.hit = false;
    }
}

/// No word has a line end in it; pinyin goes on across.
void SearchWords::line()
{
    for (Word& word : words)
        word.plain = 0;
}

void SearchWords::walk(Word& word, char16_t letter, const char* syllable, bool blank)
{
    const quint64 places = word.placesOf(letter);
    word.plain = (word.plain << 1 | 1) & places;
    quint64 arrived = word.plain;
    if (word.spelled && !blank) {
        const quint64 first = syllable ? word.ascii[uchar(*syllable)] : places;
        word.initials = (word.initials << 1 | 1) & first;
        word.letters = (word.letters << 1 | 1) & first; // a reading begins at a syllable
        arrived |= word.initials | word.letters;
        for (const char* rest = syllable ? syllable + 1 : ""; *rest && word.letters; ++rest) {
            word.letters = (word.letters << 1) & word.ascii[uchar(*rest)];
            arrived |= word.letters;
        }
    }
    if (arrived & word.end) {
        word.hit = true;
        --missing;
    }
}

void SearchWords::take(char16_t c)
{
    const char16_t letter = normal(c);
    const char* syllable = syllableOf(letter);
    if (syllable && !*syllable)
        syllable = nullptr;
    const bool blank = letter < firstAscii ? letter == u' ' || (letter >= 9 && letter <= 13)
                                           : !isPlainHan(letter) && QChar(letter).isSpace();
    for (Word& word : words)
        if (!word.hit)
            walk(word, letter, syllable, blank);
}

void SearchWords::add(QStringView text)
{
    line();
    for (const QChar c : text) {
        if (missing == 0)
            return;
        take(c.unicode());
    }
}

void SearchWords::addUtf8(const char* bytes, qsizetype size)
{
    line();
    const auto* at = reinterpret_cast<const unsigned char*>(bytes);
    const auto* const stop = at + size;
    const auto follows = [&](int count) {
        if (stop - at <= count)
            return false;
        for (int i = 1; i <= count; ++i)
            if ((at[i] & 0xC0) != 0x80)
                return false;
        return true;
    };
    while (at < stop && missing > 0) {
        const unsigned char lead = *at;
        if (lead < 0x80) {
            take(lead);
            at += 1;
        } else if (lead >= 0xC2 && lead < 0xE0 && follows(1)) {
            take(char16_t((lead & 0x1F) << 6 | (at[1] & 0x3F)));
            at += 2;
        } else if (lead >= 0xE0 && lead < 0xF0 && follows(2)) {
            take(char16_t((lead & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F)));
            at += 3;
        } else if (lead >= 0xF0 && lead < 0xF5 && follows(3)) {
            const char32_t code = char32_t(lead & 0x07) << 18 | char32_t(at[1] & 0x3F) << 12
                | char32_t(at[2] & 0x3F) << 6 | char32_t(at[3] & 0x3F);
            take(QChar::highSurrogate(code));
            take(QChar::lowSurrogate(code));
            at += 4;
        } else {
            take(unreadable);
            at += 1;
        }
    }
}

} // namespace coop
