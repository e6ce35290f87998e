#include "core/base/text/text.h"

#include "core/base/text/encoding.h"

#include <QStringDecoder>
#include <algorithm>

namespace coop
{

namespace
{
bool isHan(QChar c)
{
    return c.script() == QChar::Script_Han || c.isSurrogate();
}
} // namespace

QString halfWidth(const QString& text)
{
    QString out = text;
    for (QChar& c : out) {
        if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E && c != u'（' && c != u'）')
            c = QChar(char16_t(c.unicode() - 0xFEE0));
        else if (c == QChar(0x3000) || c == QChar(0x00A0))
            c = u' ';
    }
    return out;
}

char32_t nextLetter(const QString& text, qsizetype& at)
{
    const QChar first = text[at++];
    if (!first.isSurrogate())
        return first.unicode();
    constexpr char32_t half = 0xD800;
    return first.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate()
        ? QChar::surrogateToUcs4(first, text[at++])
        : half;
}

bool isInvisible(char32_t letter)
{
    return (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E)
        || (letter >= 0x2060 && letter <= 0x206F) || letter == 0xFEFF || letter == 0x00AD || letter == 0x034F
        || letter == 0x061C || letter == 0x115F || letter == 0x1160 || letter == 0x180E || letter == 0x3164
        || letter == 0xFFA0 || (letter >= 0xFFF9 && letter <= 0xFFFB)
        || (letter >= 0xE0000 && letter <= 0xE007F);
}

QString withoutInvisible(const QString& text)
{
    constexpr char16_t tags = 0xDB40; // the first half of U+E0000 … U+E03FF
    const auto suspect = [](QChar c) { return isInvisible(c.unicode()) || c.unicode() == tags; };
    if (std::none_of(text.begin(), text.end(), suspect))
        return text;
    QString seen;
    seen.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype from = at;
        if (!isInvisible(nextLetter(text, at)))
            seen += QStringView(text).mid(from, at - from);
    }
    return seen;
}

QString inSentence(const QString& text)
{
    constexpr qsizetype shownLetters = 40;
    const QString whole = withoutInvisible(text.left(4 * shownLetters)).simplified();
    QString line;
    for (qsizetype at = 0; at < whole.size();) {
        const qsizetype from = at;
        const char32_t letter = nextLetter(whole, at);
        if (QChar::isPrint(letter))
            line += QStringView(whole).mid(from, at - from);
    }
    if (line.size() <= shownLetters && text.size() <= 4 * shownLetters)
        return line;
    const bool split = line.size() > shownLetters && line[shownLetters - 1].isHighSurrogate();
    return line.left(split ? shownLetters - 1 : shownLetters) + u'…';
}

QString tidyName(const QString& text)
{
    const QString flat = halfWidth(text).simplified();
    QString out;
    out.reserve(flat.size());
    for (qsizetype i = 0; i < flat.size(); ++i) {
        const bool between = flat[i] == u' ' && i > 0 && i + 1 < flat.size();
        if (between && isHan(flat[i - 1]) && isHan(flat[i + 1]))
            continue;
        out += flat[i];
    }
    return out;
}

QString comparable(const QString& text)
{
    QString out = halfWidth(text).toLower();
    out.replace(u'（', u'(').replace(u'）', u')').replace(u'【', u'(').replace(u'】', u')');
    out.removeIf([](QChar c) { return c.isSpace(); });
    return out;
}

QString shortPlaceName(const QString& name)
{
    QString place = comparable(name);
    for (const auto& ending : {QStringLiteral("农合联"), QStringLiteral("人民政府"), QStringLiteral("政府"),
             QStringLiteral("街道办事处"), QStringLiteral("街道办"), QStringLiteral("街道"),
             QStringLiteral("镇"), QStringLiteral("乡")})
        if (place.size() > ending.size() + 1 && place.endsWith(ending))
            place.chop(ending.size());
    return place;
}

std::optional<QString> decodeText(const QByteArray& bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return QString::fromUtf8(bytes.mid(3));
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        QStringDecoder utf16(QStringDecoder::Utf16);
        const QString text = utf16.decode(bytes);
        return utf16.hasError() || bytes.size() % 2 != 0 ? std::nullopt : std::optional(text);
    }
    // Stateless, so that a sequence cut off at the end is an error and not waited for.
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8.decode(bytes);
    if (!utf8.hasError())
        return text;
    DecodedText chinese = Encoding::named("GB18030")->decode(bytes);
    return chinese.end == DecodedText::End::whole ? std::optional(std::move(chinese.text)) : std::nullopt;
}

QByteArray toGb18030(const QString& text)
{
    return Encoding::named("GB18030")->encode(text).value_or(QByteArray());
}

QString masked(const QString& text)
{
    if (text.isEmpty() || isMasked(text))
        return text;
    if (text.size() >= 11)
        return text.left(3) + QString(text.size() - 7, u'*') + text.right(4);
    const auto keep = text.size() / 3;
    return text.left(keep) + QString(qMax<qsizetype>(text.size() - 2 * keep, 2), u'*') + text.right(keep);
}

bool isMasked(const QString& text)
{
    return text.contains(QStringLiteral("**"));
}

} // namespace coop
