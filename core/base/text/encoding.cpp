#include "core/base/text/encoding.h"

#include <QFile>
#include <QHash>
#include <QMutex>
#include <QStringDecoder>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <vector>

namespace coop
{

namespace
{
constexpr int firstHigh = 0x80; ///< bytes below are ASCII everywhere
constexpr int firstSecond = 0x40;
constexpr int seconds = 0x100 - firstSecond;
constexpr char32_t firstBeyond = 0x10000;
constexpr char32_t lastLetter = 0x10FFFF;
constexpr int placeBeyond = 189000; ///< where U+10000 stands among the letters of four bytes

QByteArray unpacked(const char* file)
{
    QFile packed(QStringLiteral(":/encodings/") + QLatin1String(file) + QStringLiteral(".z"));
    return packed.open(QIODevice::ReadOnly) ? qUncompress(packed.readAll()) : QByteArray();
}

/// A line up to its end, after which `at` stands.
QByteArray nextLine(const QByteArray& bytes, qsizetype& at)
{
    const qsizetype end = std::max(at, bytes.indexOf('\n', at));
    QByteArray line = bytes.mid(at, end - at);
    at = end + 1;
    return line;
}

/// "Windows-1252" and "windows_1252" are one name.
QByteArray plainName(const QByteArray& name)
{
    QByteArray plain;
    for (const char c : name.toUpper())
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            plain += c;
    bool number = false;
    plain.toInt(&number);
    return number && !plain.isEmpty() ? "CP" + plain : plain;
}
} // namespace

struct Encoding::Table {
    /// Letters of four bytes that follow each other.
    struct Run {
        int place, first, count;
    };

    std::array<char32_t, 0x100 - firstHigh> single{}; ///< 0: none
    std::vector<char32_t> pairs; ///< empty: every letter has one byte
    std::vector<Run> fourBytes;
    mutable QHash<char32_t, int> places; ///< of the letters of `pairs`, once something was encoded
    mutable QMutex placing;

    void readSingle(const QByteArray& bytes, qsizetype& at)
    {
        for (char32_t& letter : single) {
            letter = qFromLittleEndian<quint16>(bytes.constData() + at);
            at += qsizetype(sizeof(quint16));
        }
    }

    void readPairs(const QByteArray& bytes, qsizetype& at)
    {
        constexpr char32_t beyondMark = 0xD800, lastMark = 0xDFFF;
        pairs.resize(single.size() * seconds);
        for (char32_t& letter : pairs) {
            letter = qFromLittleEndian<quint16>(bytes.constData() + at);
            at += qsizetype(sizeof(quint16));
        }
        std::vector<char32_t> beyond(size_t(nextLine(bytes, at).toInt()));
        for (char32_t& letter : beyond) {
            letter = qFromLittleEndian<quint32>(bytes.constData() + at);
            at += qsizetype(sizeof(quint32));
        }
        for (char32_t& letter : pairs)
            if (letter >= beyondMark && letter <= lastMark)
                letter = beyond[letter - beyondMark];
    }

    void readFourBytes(const QByteArray& bytes, qsizetype& at)
    {
        fourBytes.resize(size_t(nextLine(bytes, at).toInt()));
        for (Run& run : fourBytes)
            for (int* number : {&run.place, &run.first, &run.count}) {
                *number = qFromLittleEndian<quint16>(bytes.constData() + at);
                at += qsizetype(sizeof(quint16));
            }
    }

    char32_t pair(quint8 lead, quint8 second) const
    {
        return second < firstSecond ? 0 : pairs[size_t((lead - firstHigh) * seconds + second - firstSecond)];
    }

    char32_t letterAt(int place) const
    {
        if (place >= placeBeyond) {
            const char32_t letter = firstBeyond + char32_t(place - placeBeyond);
            return letter <= lastLetter ? letter : 0;
        }
        const auto behind = std::upper_bound(fourBytes.begin(), fourBytes.end(), place,
            [](int wanted, const Run& run) { return wanted < run.place; });
        if (behind == fourBytes.begin())
            return 0;
        const Run& run = *(behind - 1);
        return place < run.place + run.count ? char32_t(run.first + place - run.place) : 0;
    }

    std::optional<int> placeOf(char32_t letter) const
    {
        if (letter >= firstBeyond)
            return placeBeyond + int(letter - firstBeyond);
        for (const Run& run : fourBytes)
            if (int(letter) >= run.first && int(letter) < run.first + run.count)
                return run.place + int(letter) - run.first;
        return std::nullopt;
    }

    void append(QByteArray& bytes, char32_t letter) const
    {
        if (const auto at = places.constFind(letter); at != places.constEnd()) {
            const int place = *at;
            if (place >= int(single.size())) {
                const int pair = place - int(single.size());
                bytes += char(firstHigh + pair / seconds);
                bytes += char(firstSecond + pair % seconds);
            } else {
                bytes += char(firstHigh + place);
            }
        }
    }

    void prepareToEncode() const
    {
        const QMutexLocker lock(&placing);
        if (!places.isEmpty())
            return;
        for (size_t i = pairs.size(); i-- > 0;) // of two places the first
            if (pairs[i] != 0)
                places.insert(pairs[i], int(single.size() + i));
        for (size_t i = single.size(); i-- > 0;)
            if (single[i] != 0)
                places.insert(single[i], int(i));
    }
};

std::shared_ptr<const Encoding::Table> Encoding::tableNamed(const char* file)
{
    static QMutex reading;
    static QHash<QByteArray, std::shared_ptr<const Table>> read;
    const QMutexLocker lock(&reading);
    std::shared_ptr<const Table>& known = read[file];
    if (!known) {
        const QByteArray bytes = unpacked(file);
        auto table = std::make_shared<Table>();
        qsizetype at = 0;
        table->readSingle(bytes, at);
        table->readPairs(bytes, at);
        if (at < bytes.size())
            table->readFourBytes(bytes, at);
        known = std::move(table);
    }
    return known;
}

std::shared_ptr<const Encoding::Table> Encoding::singleBytes(const QByteArray& name)
{
    static const QHash<QByteArray, std::shared_ptr<const Table>> all = [] {
        QHash<QByteArray, std::shared_ptr<const Table>> read;
        const QByteArray bytes = unpacked("single");
        for (qsizetype at = 0; at < bytes.size();) {
            const QList<QByteArray> names = nextLine(bytes, at).split(' ');
            auto letters = std::make_shared<Table>();
            letters->readSingle(bytes, at);
            for (const QByteArray& each : names)
                read.insert(each, letters);
        }
        return read;
    }();
    return all.value(name);
}

std::optional<Encoding> Encoding::named(const QByteArray& name)
{
    static const QHash<QByteArray, const char*> wide{{"GB18030", "gb18030"}, {"CP54936", "gb18030"},
        {"GB2312", "gb18030"}, {"EUCCN", "gb18030"}, {"CP20936", "gb18030"}, {"CP51936", "gb18030"},
        {"CP10008", "gb18030"}, {"GBK", "gb18030"}, {"CP936", "gb18030"}, {"MS936", "gb18030"},
        {"WINDOWS936", "gb18030"}, {"BIG5", "big5"}, {"CP950", "big5"}, {"MS950", "big5"},
        {"WINDOWS950", "big5"}, {"CP10002", "big5"}, {"SHIFTJIS", "cp932"}, {"SJIS", "cp932"},
        {"CP932", "cp932"}, {"MS932", "cp932"}, {"WINDOWS31J", "cp932"}, {"EUCKR", "cp949"},
        {"CP949", "cp949"}, {"UHC", "cp949"}, {"WINDOWS949", "cp949"}};
    static const QList<QByteArray> withEuro{"GBK", "CP936", "MS936", "WINDOWS936"};
    const QByteArray plain = plainName(name);
    Encoding found;
    if (const char* file = wide.value(plain)) {
        found.table = tableNamed(file);
        found.euroAt80 = withEuro.contains(plain);
        return found;
    }
    if ((found.table = singleBytes(plain)))
        return found;
    if (plain == "ASCII" || plain == "USASCII" || plain == "CP367" || plain == "CP20127") {
        static const auto none = std::make_shared<const Table>();
        found.table = none;
        return found;
    }
    static const QHash<QByteArray, QStringConverter::Encoding> unicodes{{"UTF8", QStringConverter::Utf8},
        {"CP65001", QStringConverter::Utf8}, {"UTF16", QStringConverter::Utf16},
        {"UCS2", QStringConverter::Utf16}, {"UTF16LE", QStringConverter::Utf16LE},
        {"UCS2LE", QStringConverter::Utf16LE}, {"CP1200", QStringConverter::Utf16LE},
        {"UTF16BE", QStringConverter::Utf16BE}, {"UCS2BE", QStringConverter::Utf16BE},
        {"CP1201", QStringConverter::Utf16BE}, {"UTF32", QStringConverter::Utf32},
        {"UTF32LE", QStringConverter::Utf32LE}, {"UTF32BE", QStringConverter::Utf32BE}};
    const auto at = unicodes.constFind(plain);
    if (at == unicodes.constEnd())
        return std::nullopt;
    found.unicode = *at;
    return found;
}

std::optional<Encoding> Encoding::ofCodePage(int page)
{
    return named(QByteArray::number(page));
}

DecodedText Encoding::decode(QByteArrayView bytes) const
{
    return table ? decodeByTable(bytes) : decodeUnicode(bytes);
}

DecodedText Encoding::decodeByTable(QByteArrayView bytes) const
{
    DecodedText done;
    done.text.reserve(bytes.size());
    const auto isDigit = [](quint8 byte) { return byte >= '0' && byte <= '9'; };
    const qsizetype size = bytes.size();
    while (done.read < size) {
        const auto byteAt = [&](qsizetype i) { return quint8(bytes[done.read + i]); };
        const quint8 lead = byteAt(0);
        qsizetype length = 1;
        char32_t letter = lead < firstHigh ? lead : table->single[lead - firstHigh];
        if (lead == firstHigh && euroAt80)
            letter = U'€';
        if (lead >= firstHigh && letter == 0 && !table->pairs.empty() && lead != firstHigh && lead != 0xFF) {
            const qsizetype left = size - done.read;
            const bool four = left > 1 && isDigit(byteAt(1)) && !table->fourBytes.empty();
            length = four ? 4 : 2;
            if (left < length) {
                done.end = DecodedText::End::cut;
                return done;
            }
            if (!four)
                letter = table->pair(lead, byteAt(1));
            else if (byteAt(2) > firstHigh && byteAt(2) < 0xFF && isDigit(byteAt(3)))
                letter = table->letterAt(
                    (((lead - 0x81) * 10 + byteAt(1) - '0') * 126 + byteAt(2) - 0x81) * 10 + byteAt(3) - '0');
        }
        if (letter == 0 && lead >= firstHigh) {
            done.end = DecodedText::End::bad;
            return done;
        }
        if (letter >= firstBeyond)
            done.text += QStringView(QChar::fromUcs4(letter));
        else
            done.text += QChar(char16_t(letter));
        done.read += length;
    }
    return done;
}

DecodedText Encoding::decodeUnicode(QByteArrayView bytes) const
{
    // Qt says whether the bytes fit, not where; an unfinished letter at the end is no error while it waits.
    QStringDecoder waiting(unicode), asWhole(unicode, QStringConverter::Flag::Stateless);
    const QString text = waiting.decode(bytes);
    if (waiting.hasError())
        return {{}, 0, DecodedText::End::bad};
    const QString whole = asWhole.decode(bytes);
    const bool cut = asWhole.hasError() || whole.size() != text.size();
    return {text, bytes.size(), cut ? DecodedText::End::cut : DecodedText::End::whole};
}

std::optional<QByteArray> Encoding::encode(const QString& text) const
{
    if (!table)
        return QByteArray(QStringEncoder(unicode).encode(text));
    table->prepareToEncode();
    QByteArray bytes;
    bytes.reserve(2 * text.size());
    for (const char32_t letter : text.toUcs4()) {
        if (letter < firstHigh) {
            bytes += char(letter);
        } else if (table->places.contains(letter)) {
            table->append(bytes, letter);
        } else if (const auto place = table->fourBytes.empty() ? std::nullopt : table->placeOf(letter)) {
            bytes += char(0x81 + *place / 12600);
            bytes += char('0' + *place / 1260 % 10);
            bytes += char(0x81 + *place / 10 % 126);
            bytes += char('0' + *place % 10);
        } else {
            return std::nullopt;
        }
    }
    return bytes;
}

} // namespace coop
