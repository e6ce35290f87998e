#include "core/base/text/chinese_order.h"

#include "core/base/text/pinyin_table.h"
#include "core/base/text/text.h"

namespace coop
{

namespace
{
/// The run of digits from `at` on as its length without leading zeros and then the digits: 10 > 2, 007 = 7.
void appendNumber(QString& key, const QString& text, qsizetype& at)
{
    while (at + 1 < text.size() && text[at] == u'0' && text[at + 1] >= u'0' && text[at + 1] <= u'9')
        ++at;
    const qsizetype first = at;
    while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
        ++at;
    key += u'0'; // where digits stand among the other characters
    key += QChar(char16_t(u'0' + std::min<qsizetype>(at - first, 1000)));
    key += QStringView(text).sliced(first, at - first);
}
} // namespace

QString orderKey(const QString& text)
{
    const QString plain = halfWidth(text).toLower();
    QString key;
    key.reserve(plain.size() * 4);
    for (qsizetype at = 0; at < plain.size();) {
        const char16_t c = plain[at].unicode();
        if (c >= u'0' && c <= u'9') {
            appendNumber(key, plain, at);
            continue;
        }
        if (c >= firstPinyinHan && c <= lastPinyinHan) {
            // The mark puts characters behind letters, and xi'an before xian.
            key += QChar(firstPinyinHan);
            key += QLatin1String(pinyinSyllable(c));
        } else {
            key += plain[at];
        }
        ++at;
    }
    // Of one reading, the same characters stay together.
    return key + QChar(u'\0') + plain;
}

} // namespace coop
