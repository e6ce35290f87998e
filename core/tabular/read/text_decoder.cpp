#include "core/tabular/read/text_decoder.h"

#include <QHash>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int longestMark = 4;
} // namespace

void EncodingVote::add(QByteArrayView bytes)
{
    if (head.size() < longestMark)
        head += bytes.first(std::min<qsizetype>(bytes.size(), longestMark - head.size())).toByteArray();
    for (const char c : bytes)
        addByte(quint8(c));
}

void EncodingVote::addByte(quint8 byte)
{
    if (byte == 0 && evenZeros + oddZeros == 0)
        zeroLineFound = line;
    if (byte != 0)
        lastLetter = total;
    if (byte == 0)
        ++(total % 2 == 0 ? evenZeros : oddZeros);
    ++total;
    if (byte == '\n')
        ++line;
    const auto bad = [&] {
        if (utf8Faults++ == 0)
            utf8BadLine = line;
        utf8LastFault = total;
    };
    if (utf8Left > 0 && (byte & 0xC0) == 0x80) {
        utf8Code = (utf8Code << 6) | (byte & 0x3F);
        if (--utf8Left == 0) {
            if (utf8Code < utf8Least || utf8Code > 0x10FFFF || (utf8Code >= 0xD800 && utf8Code <= 0xDFFF))
                bad();
            else if (utf8Least == 0x800) {
                ++utf8Letters;
                utf8LettersFirst += utf8Faults == 0 ? 1 : 0;
            }
        }
    } else {
        if (utf8Left > 0)
            bad();
        utf8Left = 0;
        if (byte >= 0xC2 && byte <= 0xF4) {
            utf8Left = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
            utf8Least = byte >= 0xF0 ? 0x10000 : byte >= 0xE0 ? 0x800 : 0x80;
            utf8Code = byte & (0x3F >> utf8Left);
        } else if ((byte & 0xC0) == 0x80 && utf8Faults > 0 && total == utf8LastFault + 1) {
            utf8LastFault = total; // the rest of the letter that was damaged
        } else if (byte >= 0x80) {
            bad();
        }
    }
    switch (gbState) {
    case 0:
        if (byte >= 0x81 && byte <= 0xFE) {
            gbState = 1;
            lead = byte;
        } else if (byte >= 0x80) {
            gbGood = big5Good = false;
        }
        break;
    case 1:
        if (byte >= 0x30 && byte <= 0x39) { // the first half of four bytes
            gbState = 2;
            big5Good = false;
            break;
        }
        gbState = 0;
        ++pairs;
        if (byte < 0x40 || byte == 0x7F || byte == 0xFF)
            gbGood = false;
        if (byte < 0x40 || byte == 0x7F || byte == 0xFF || (byte >= 0x80 && byte < 0xA1) || lead < 0xA1
            || lead > 0xF9)
            big5Good = false;
        // GB 2312's signs and its first level; Big5's signs and its usual letters.
        usualGb += byte >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3)) ? 1 : 0;
        usualBig5 += lead >= 0xA1 && lead <= 0xC6 ? 1 : 0;
        break;
    case 2:
        gbGood = gbGood && byte >= 0x81 && byte <= 0xFE;
        gbState = 3;
        break;
    default:
        gbGood = gbGood && byte >= 0x30 && byte <= 0x39;
        gbState = 0;
    }
}

int EncodingVote::markBytes() const
{
    if (head.startsWith(QByteArray("\xFF\xFE\0\0", 4)) || head.startsWith(QByteArray("\0\0\xFE\xFF", 4))
        || head.startsWith("\x84\x31\x95\x33"))
        return 4;
    if (head.startsWith("\xEF\xBB\xBF"))
        return 3;
    return head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF") ? 2 : 0;
}

std::optional<TextEncoding> EncodingVote::result() const
{
    if (head.startsWith(QByteArray("\xFF\xFE\0\0", 4)))
        return TextEncoding::utf32le;
    if (head.startsWith(QByteArray("\0\0\xFE\xFF", 4)))
        return TextEncoding::utf32be;
    if (head.startsWith("\xFF\xFE"))
        return TextEncoding::utf16le;
    if (head.startsWith("\xFE\xFF"))
        return TextEncoding::utf16be;
    const bool utf8 = utf8Faults == 0 && utf8Left == 0;
    if (head.startsWith("\xEF\xBB\xBF"))
        return utf8 ? std::optional(TextEncoding::utf8) : std::nullopt;
    if (evenZeros + oddZeros > 0) {
        // The zeros of UTF-16 are the upper halves of commas, digits and line ends; few letters (一, 开) have
        // one as their lower half.
        constexpr qint64 times = 3;
        if (hasStrayZeros())
            return std::nullopt;
        if (oddZeros > times * evenZeros)
            return TextEncoding::utf16le;
        return evenZeros > times * oddZeros ? std::optional(TextEncoding::utf16be) : std::nullopt;
    }
    if (utf8)
        return TextEncoding::utf8;
    // Four letters of UTF-8 before the first fault are no chance: the rest was put behind it in another
    // encoding.
    constexpr qint64 noChance = 4;
    if (utf8Faults > 0 && utf8LettersFirst >= noChance)
        return std::nullopt;
    const bool gb = gbGood && gbState == 0;
    const bool big5 = big5Good && gbState == 0;
    constexpr double mostly = 0.8;
    const bool bigLetters = double(usualBig5) >= mostly * double(pairs)
        && double(usualGb) < mostly * double(pairs) && usualBig5 > usualGb;
    if (big5 && !(utf8Faults == 0 && utf8Letters > 0) && (!gb || bigLetters))
        return TextEncoding::big5;
    // GB18030 would make other letters of what is UTF-8 but for a damaged byte.
    const bool cutUtf8 = utf8Faults == 0 && utf8Left > 0 && utf8Letters > 0;
    if (gb && !isDamagedUtf8() && !cutUtf8)
        return TextEncoding::gb18030;
    return std::nullopt;
}

TextDecoder::TextDecoder(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::utf8:
        own.emplace(QStringDecoder::Utf8);
        break;
    case TextEncoding::utf16le:
        unitBytes = 2;
        own.emplace(QStringDecoder::Utf16LE);
        break;
    case TextEncoding::utf16be:
        unitBytes = 2;
        own.emplace(QStringDecoder::Utf16BE);
        break;
    case TextEncoding::utf32le:
        unitBytes = 4;
        own.emplace(QStringDecoder::Utf32LE);
        break;
    case TextEncoding::utf32be:
        unitBytes = 4;
        own.emplace(QStringDecoder::Utf32BE);
        break;
    case TextEncoding::gb18030:
        foreign = Encoding::named("GB18030");
        break;
    case TextEncoding::big5:
        foreign = Encoding::named("BIG5");
        break;
    }
}

std::optional<QString> TextDecoder::decode(QByteArrayView bytes, bool last)
{
    if (own) {
        begun = (begun + bytes.size()) % unitBytes;
        if (last && begun != 0)
            return std::nullopt;
        const QString text = own->decode(bytes);
        return own->hasError() ? std::nullopt : std::optional(text);
    }
    const QByteArray in = rest + bytes.toByteArray();
    DecodedText done = foreign->decode(in);
    if (done.end == DecodedText::End::bad || (last && done.end == DecodedText::End::cut))
        return std::nullopt;
    rest = in.mid(done.read);
    return std::move(done.text);
}

namespace
{
/// Bytes beyond ASCII that are usual letters of GBK, and those that speak for Latin ones: letters with
/// accents stand alone or in pairs among ASCII letters (Größe, SITUAÇÃO). What could be either says nothing.
struct GbkWords {
    qint64 inWords = 0, latin = 0;

    void add(const QByteArray& text)
    {
        const auto byteAt = [&](qsizetype i) { return i >= 0 && i < text.size() ? quint8(text[i]) : 0; };
        const auto isLetter = [&](qsizetype i) {
            const int small = byteAt(i) | 0x20;
            return small >= 'a' && small <= 'z';
        };
        for (qsizetype i = 0; i < text.size();) {
            if (byteAt(i) < 0x80) {
                ++i;
                continue;
            }
            const qsizetype begin = i;
            qsizetype usual = 0;
            bool pairs = true;
            while (pairs && byteAt(i) >= 0x80) {
                const int first = byteAt(i), second = byteAt(i + 1);
                pairs = second >= 0x80;
                if (second >= 0xA1 && ((first >= 0xB0 && first <= 0xF7) || (first >= 0xA1 && first <= 0xA3)))
                    usual += 2;
                i += pairs ? 2 : 1;
            }
            // A rare letter of GBK ends in an ASCII byte and looks like an accent before another letter.
            latin += !pairs && isLetter(i) ? 1 : 0;
            if (i - begin >= 4)
                inWords += usual;
            else if (usual == 2 && pairs)
                (isLetter(begin - 1) || isLetter(i) ? latin : inWords) += 2;
        }
    }
};
} // namespace

int codePageOf(const QList<QByteArray>& texts, int said)
{
    constexpr int latin = 1252, gbk = 936, big5 = 950, utf8 = 65001;
    // Of the Mac in China, and the names of GBK that only some programs use.
    static const QHash<int, int> same{{10008, gbk}, {20936, gbk}, {54936, gbk}, {51936, gbk}, {10002, big5}};
    said = same.value(said, said);
    // What programs write without looking. A Greek or Japanese page was meant by who wrote it.
    static const QList<int> thoughtless{0, 367, 437, 850, latin, gbk, big5, 1200, 10000, 28591, 32768, 32769};
    const int believed = said == 0 || said == 1200 ? latin : said;
    if (!thoughtless.contains(said))
        return believed;
    EncodingVote vote;
    GbkWords words;
    for (const QByteArray& text : texts)
        if (std::any_of(text.begin(), text.end(), [](char c) { return quint8(c) >= 0x80; })) {
            vote.add(text + '\n');
            words.add(text);
        }
    const auto best = vote.result();
    constexpr qint64 fewest = 2, many = 4; // letters
    const bool clearly = words.inWords >= 2 * fewest && words.inWords >= 2 * words.latin;
    if (best == TextEncoding::utf8 && vote.isChineseUtf8())
        return utf8;
    if (best == TextEncoding::big5 && vote.letterPairs() >= (said == big5 || said == gbk ? fewest : many)
        && !clearly)
        return big5;
    if (best == TextEncoding::gb18030 && (clearly || said == 0))
        return gbk;
    return believed;
}

QString textOfCodePage(QByteArrayView bytes, int codePage)
{
    if (codePage == 65001)
        return QString::fromUtf8(bytes);
    if (codePage == 1200)
        return QString::fromUtf16(
            reinterpret_cast<const char16_t*>(bytes.toByteArray().constData()), bytes.size() / 2);
    static const QHash<int, int> same{{936, 54936}, {32768, 10000}, {32769, 1252}};
    const auto known = Encoding::ofCodePage(same.value(codePage, codePage));
    const Encoding encoding = known ? *known : *Encoding::ofCodePage(1252);
    QString text;
    for (qsizetype at = 0; at < bytes.size();) {
        const DecodedText done = encoding.decode(bytes.sliced(at));
        text += done.text;
        at += done.read;
        if (done.end != DecodedText::End::whole && at < bytes.size()) {
            text += QChar(QChar::ReplacementCharacter);
            ++at;
        }
    }
    return text;
}

} // namespace coop
