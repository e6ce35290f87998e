#include "core/base/text/pinyin.h"

#include "core/base/text/pinyin_table.h"
#include "core/base/text/text.h"

#include <QList>
#include <optional>

namespace coop
{

namespace
{
/// The syllable of a Chinese character; empty for every other.
QLatin1String syllableOf(QChar c)
{
    const char16_t code = c.unicode();
    if (code < firstPinyinHan || code > lastPinyinHan)
        return {};
    return QLatin1String(pinyinSyllable(code));
}

/// A text in pinyin that remembers where its syllables begin. Other characters stand for themselves.
struct Spelling {
    QString letters;
    QString initials;
    QList<qsizetype> starts;

    explicit Spelling(const QString& text)
    {
        for (const QChar c : halfWidth(text)) {
            if (c.isSpace())
                continue;
            starts += letters.size();
            if (const QLatin1String syllable = syllableOf(c); !syllable.isEmpty())
                letters += syllable;
            else
                letters += c.toLower();
            initials += letters[starts.last()];
        }
    }

    bool finds(const QString& word) const
    {
        if (initials.contains(word))
            return true;
        for (const qsizetype start : starts)
            if (QStringView(letters).sliced(start).startsWith(word))
                return true;
        return false;
    }
};
} // namespace

QString pinyin(const QString& text)
{
    return Spelling(text).letters;
}

QString pinyinInitials(const QString& text)
{
    return Spelling(text).initials;
}

bool matchesSearch(const QString& text, const QString& query)
{
    const QStringList words
        = halfWidth(query).toLower().replace(u'ü', u'v').simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return true;
    const QString plain = halfWidth(text).toLower();
    std::optional<Spelling> spelling; // made when it is needed: ledgers are long
    for (const QString& word : words) {
        if (plain.contains(word))
            continue;
        if (!spelling)
            spelling.emplace(text);
        if (!spelling->finds(word))
            return false;
    }
    return true;
}

} // namespace coop
