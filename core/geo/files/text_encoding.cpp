#include "core/geo/files/text_encoding.h"

#include "core/base/text/encoding.h"
#include "core/base/text/text.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>
#include <algorithm>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

namespace coop
{

namespace
{
bool hasMoreThanAscii(const QByteArray& bytes)
{
    return std::any_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
}

bool isHan(QChar c)
{
    return c.unicode() >= 0x4E00 && c.unicode() <= 0x9FFF;
}

/// How many letters beyond ASCII are Chinese characters, and how many are others.
struct Letters {
    qsizetype han = 0, others = 0;
};

Letters lettersOf(const QString& text)
{
    Letters count;
    for (const QChar c : text)
        if (c.unicode() > 0x7F)
            ++(isHan(c) ? count.han : count.others);
    return count;
}

/// All texts in an encoding, or nothing.
std::optional<Letters> lettersIn(const QList<QByteArray>& texts, const QByteArray& encoding)
{
    Letters sum;
    for (const QByteArray& text : texts) {
        const auto decoded = decodedFrom(text, encoding);
        if (!decoded)
            return std::nullopt;
        const Letters some = lettersOf(*decoded);
        sum.han += some.han;
        sum.others += some.others;
    }
    return sum;
}
} // namespace

std::optional<QString> decodedFrom(const QByteArray& bytes, const QByteArray& encoding)
{
    const auto known = Encoding::named(encoding);
    DecodedText done = known ? known->decode(bytes) : DecodedText{{}, 0, DecodedText::End::bad};
    return done.end == DecodedText::End::bad ? std::nullopt : std::optional(std::move(done.text));
}

QStringList fittingEncodings(const QList<QByteArray>& texts, const QByteArray& said)
{
    QStringList fitting;
    if (texts.isEmpty())
        return fitting;
    QList<std::pair<QByteArray, Letters>> found;
    for (const QByteArray& encoding : {QByteArray("UTF-8"), QByteArray("GB18030"), QByteArray("BIG5")})
        if (const auto letters = lettersIn(texts, encoding))
            found.append({encoding, *letters});
    // Three bytes a character that are all Chinese in UTF-8 cannot be anything else by chance; pairs of bytes
    // that happen to be Cyrillic or Latin letters in UTF-8 can, and are Chinese in GBK (小学, 山水).
    const auto likelihood = [&](const std::pair<QByteArray, Letters>& each) {
        const auto& [encoding, letters] = each;
        const bool utf8 = encoding == "UTF-8";
        if (utf8 && letters.han > 0)
            return 0;
        if (encoding == said && !utf8)
            return 1;
        if (encoding == "GB18030" && letters.han > 0 && letters.others == 0)
            return 2;
        return utf8 ? 3 : encoding == "GB18030" ? 4 : 5;
    };
    std::stable_sort(found.begin(), found.end(),
        [&](const auto& a, const auto& b) { return likelihood(a) < likelihood(b); });
    for (const auto& each : std::as_const(found))
        fitting.append(QString::fromLatin1(each.first));
    return fitting;
}

namespace
{
/// How much of what is no sign is among the everyday characters of an encoding of two bytes each, 0 … 1: they
/// begin with `first` to `last`, and their second byte is `least` or more.
double everydayShare(const QList<QByteArray>& texts, uchar first, uchar last, uchar least)
{
    constexpr uchar firstCharacter = 0xA4; // signs and full-width letters stand before
    qsizetype characters = 0, everyday = 0;
    for (const QByteArray& text : texts)
        for (qsizetype i = 0; i + 1 < text.size(); ++i) {
            const auto lead = uchar(text[i]), second = uchar(text[i + 1]);
            if (lead < 0x80)
                continue;
            ++i;
            if (lead < firstCharacter && second >= 0xA1)
                continue;
            ++characters;
            everyday += lead >= first && lead <= last && second >= least;
        }
    return characters == 0 ? 0 : double(everyday) / double(characters);
}
} // namespace

QString encodingDoubt(const QList<QByteArray>& texts, const QStringList& fits, const QByteArray& said)
{
    if (texts.isEmpty())
        return {};
    if (fits.isEmpty())
        return QStringLiteral("没有一种编码读得出其中全部文字");
    if (fits.first().toLatin1() == said)
        return {};
    // The first levels of GB2312 and of BIG5; what is read in the wrong one of the two is mostly beyond it.
    const double chinese = everydayShare(texts, 0xB0, 0xD7, 0xA1);
    if (fits.first() == QStringLiteral("UTF-8")) {
        const auto letters = lettersIn(texts, "UTF-8");
        return letters && letters->han == 0 && fits.contains(QStringLiteral("GB18030")) && chinese > 0
            ? QStringLiteral("按 UTF-8 和 GBK 都读得通")
            : QString();
    }
    return fits.contains(QStringLiteral("BIG5")) && fits.contains(QStringLiteral("GB18030"))
            && everydayShare(texts, 0xA4, 0xC6, 0x40) > chinese
        ? QStringLiteral("按 GBK 和 BIG5（繁体）都读得通，更像 BIG5")
        : QString();
}

QList<QByteArray> rawTexts(GDALDataset& data)
{
    QSet<QByteArray> texts;
    constexpr qsizetype enough = 50'000; // different ones; the rest says nothing new
    const auto keep = [&](const char* bytes) {
        if (const QByteArray raw(bytes); hasMoreThanAscii(raw))
            texts.insert(raw);
    };
    for (OGRLayer* layer : data.GetLayers()) {
        OGRFeatureDefn& row = *layer->GetLayerDefn();
        QList<int> strings;
        for (int i = 0; i < row.GetFieldCount(); ++i) {
            keep(row.GetFieldDefn(i)->GetNameRef());
            if (row.GetFieldDefn(i)->GetType() == OFTString)
                strings.append(i);
        }
        if (strings.isEmpty())
            continue;
        const bool skipsShapes = layer->TestCapability(OLCIgnoreFields) != 0;
        if (skipsShapes) {
            const char* ignored[] = {"OGR_GEOMETRY", nullptr};
            layer->SetIgnoredFields(ignored);
        }
        layer->ResetReading();
        // Where it breaks is said when the features themselves are read.
        while (const std::unique_ptr<OGRFeature> feature{layer->GetNextFeature()}) {
            for (const int i : std::as_const(strings))
                if (feature->IsFieldSetAndNotNull(i))
                    keep(feature->GetFieldAsString(i));
            if (texts.size() >= enough)
                break;
        }
        if (skipsShapes)
            layer->SetIgnoredFields(nullptr);
        layer->ResetReading();
    }
    return {texts.cbegin(), texts.cend()};
}

bool isUtf8Text(const QByteArray& bytes, const QByteArray& said)
{
    if (CPLIsUTF8(bytes.constData(), int(bytes.size())) == 0)
        return false;
    if (!hasMoreThanAscii(bytes) || bytes.startsWith("\xEF\xBB\xBF"))
        return true;
    const QString text = QString::fromUtf8(bytes);
    constexpr char16_t lastLatin = 0xFF;
    const bool latin = std::all_of(text.begin(), text.end(), [](QChar c) { return c <= lastLatin; });
    if (std::any_of(text.begin(), text.end(), isHan)
        || (latin && (said.isEmpty() || said.toUpper() == "UTF-8")))
        return true;
    const auto chinese = lettersIn({bytes}, "GB18030");
    return !chinese || chinese->han == 0 || chinese->others > 0;
}

namespace
{
/// Letters of two bytes each, with a mark or with the zeros of "<?xml"; nothing when they are no such text.
std::optional<QByteArray> fromWide(const QByteArray& bytes)
{
    const bool little = bytes.startsWith("\xFF\xFE") || bytes.startsWith(QByteArray("<\0", 2));
    const bool big = bytes.startsWith("\xFE\xFF") || bytes.startsWith(QByteArray("\0<", 2));
    if (!little && !big)
        return std::nullopt;
    QStringDecoder decoder(little ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE);
    QString text = decoder.decode(bytes);
    if (decoder.hasError() || bytes.size() % 2 != 0)
        return std::nullopt;
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text.remove(0, 1);
    return text.toUtf8();
}

/// Whether bytes that are said to be Latin letters are Chinese ones of GB18030 instead.
bool isChinese(const QByteArray& bytes)
{
    const auto letters = lettersIn({bytes}, "GB18030");
    return letters && letters->han > 0 && letters->han >= 4 * letters->others;
}
} // namespace

QByteArray xmlAsUtf8(const QByteArray& bytes)
{
    const auto wide = fromWide(bytes);
    static const QRegularExpression declaration(
        QStringLiteral("encoding\\s*=\\s*[\"']([A-Za-z0-9_.:-]+)[\"']"));
    constexpr qsizetype longest = 200;
    const QByteArray head = wide.value_or(bytes).left(longest);
    const auto match
        = declaration.match(QString::fromLatin1(head.left(std::max<qsizetype>(head.indexOf("?>"), 0))));
    QByteArray text = wide.value_or(bytes);
    if (match.hasMatch()) // it will be UTF-8, and the reader must not take it for anything else
        text.replace(match.capturedStart(), match.capturedLength(), QByteArray(match.capturedLength(), ' '));
    if (wide)
        return text;
    QByteArray said = match.captured(1).toLatin1().toUpper();
    // The declaration was read byte by byte: it is none of those, whatever it says.
    for (const char* wider : {"UTF", "UCS", "ISO-10646", "UNICODE"})
        if (said.startsWith(wider))
            said.clear();
    if (isUtf8Text(text, said))
        return text;
    const bool latin = said.startsWith("ISO-8859") || said.startsWith("WINDOWS-125")
        || said.startsWith("LATIN") || said.contains("ASCII");
    if (said.startsWith("GB") || said.contains("936") || (latin && isChinese(text)))
        said.clear();
    for (const QByteArray& encoding : {said, QByteArray("GB18030")})
        if (!encoding.isEmpty())
            if (const auto decoded = decodedFrom(text, encoding))
                return decoded->toUtf8();
    return text;
}

} // namespace coop
