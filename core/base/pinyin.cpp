#include "core/base/pinyin.h"

#include "core/base/pinyin_table.h"
#include "core/base/text.h"

#include <QList>

namespace coop
{

namespace
{
/// The syllable of one character; what is no Chinese character stands for itself.
QString syllableOf(QChar c)
{
    if (c.unicode() >= firstPinyinHan && c.unicode() <= lastPinyinHan) {
        const QLatin1String syllable(pinyinSyllables[pinyinOfHan[c.unicode() - firstPinyinHan]]);
        if (!syllable.isEmpty())
            return syllable;
    }
    return c.isSpace() ? QString() : QString(c.toLower());
}

/// A text in pinyin that remembers where its syllables begin.
struct Spelling {
    QString letters;
    QString initials;
    QList<qsizetype> starts;

    explicit Spelling(const QString& text)
    {
        for (const QChar c : halfWidth(text)) {
            const QString syllable = syllableOf(c);
            if (syllable.isEmpty())
                continue;
            starts += letters.size();
            letters += syllable;
            initials += syllable.front();
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
    const Spelling spelling(text);
    for (const QString& word : words)
        if (!plain.contains(word) && !spelling.finds(word))
            return false;
    return true;
}

} // namespace coop
