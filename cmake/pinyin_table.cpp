// Makes core/base/text/tables/pinyin.txt, which is committed, out of ICU 72: for each character U+4E00 …
// U+9FFF the syllable that its Han-Latin transliterator gives, without tone, ü as v. The programs and their
// build do without ICU.
//     g++ -std=c++20 cmake/pinyin_table.cpp -licui18n -licuuc -o pinyin_table && ./pinyin_table
//     core/base/text/tables/pinyin.txt
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>

namespace
{
constexpr UChar32 firstHan = 0x4E00;
constexpr UChar32 lastHan = 0x9FFF;

/// Characters whose reading in names of places and people differs from ICU's choice.
const std::map<UChar32, std::string> namesReadings = {
    {U'长', "chang"},
    {U'重', "chong"},
    {U'曾', "zeng"},
    {U'单', "dan"}, // 单位, 清单, 督办单 stand in every ledger, the surname hardly
    {U'似', "si"},
    {U'茄', "qie"},
    {U'椎', "zhui"},
    {U'覃', "qin"},
    {U'厦', "xia"},
    {U'都', "du"},
    {U'行', "hang"},
    {U'佛', "fo"},
    {U'地', "di"},
    {U'拓', "tuo"},
    {U'靓', "liang"},
    {U'翟', "zhai"},
    {U'仇', "qiu"},
};

/// "lǜ" → "lv", "guān" → "guan"; empty when something else than letters is left.
std::string plainSyllable(const icu::UnicodeString& withTone)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(withTone, status);
    std::string plain;
    for (int32_t i = 0; i < parts.length(); ++i) {
        const UChar c = parts[i];
        if (c == 0x0308 && !plain.empty() && plain.back() == 'u')
            plain.back() = 'v';
        else if (c >= u'a' && c <= u'z')
            plain += char(c);
        else if (u_charType(c) != U_NON_SPACING_MARK)
            return {};
    }
    return plain;
}
} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: pinyin_table OUTPUT.txt\n");
        return 2;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> latin(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) {
        std::fprintf(stderr, "pinyin_table: ICU has no Han-Latin transliterator: %s\n", u_errorName(status));
        return 1;
    }

    std::map<std::string, icu::UnicodeString> readAs;
    for (UChar32 c = firstHan; c <= lastHan; ++c) {
        std::string syllable;
        if (const auto special = namesReadings.find(c); special != namesReadings.end()) {
            syllable = special->second;
        } else {
            icu::UnicodeString text(c);
            latin->transliterate(text);
            syllable = plainSyllable(text.trim());
        }
        if (!syllable.empty())
            readAs[syllable].append(c);
    }

    std::ofstream out(argv[1], std::ios::binary);
    for (const auto& [syllable, characters] : readAs) {
        std::string letters;
        out << syllable << ' ' << characters.toUTF8String(letters) << '\n';
    }
    return out.good() ? 0 : 1;
}
