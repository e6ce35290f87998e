#include "core/map/sheet/pdf/pdf_bytes.h"

#include <QString>
#include <algorithm>

namespace coop
{

namespace
{
/// The character that looks like a radical; the same code when it is no radical.
char16_t ordinary(char16_t code)
{
    if (code >= 0x2F00 && code <= 0x2FD5) // Kangxi radicals: Unicode decomposes them
        return QString(QChar(code)).normalized(QString::NormalizationForm_KC).at(0).unicode();
    // CJK radicals that are simplified characters of their own; Unicode does not decompose these.
    static const QString radicals
        = QStringLiteral("⺁⺟⺠⺩⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻭⻮⻰⻳");
    static const QString characters
        = QStringLiteral("厂母民王虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐歯齿龙龟");
    const auto at = radicals.indexOf(QChar(code));
    return at < 0 ? code : characters[at].unicode();
}
} // namespace

QByteArray withOrdinaryCharacters(QByteArray pdf)
{
    for (qsizetype begin = pdf.indexOf("beginbfrange"); begin >= 0;
         begin = pdf.indexOf("beginbfrange", begin + 1)) {
        const qsizetype end = pdf.indexOf("endbfrange", begin);
        for (qsizetype at = pdf.indexOf("<2", begin); at >= 0 && at < end; at = pdf.indexOf("<2", at + 1)) {
            bool hexadecimal = false;
            const auto code = char16_t(pdf.mid(at + 1, 4).toUShort(&hexadecimal, 16));
            if (hexadecimal && pdf.at(at + 5) == '>' && ordinary(code) != code)
                pdf.replace(at + 1, 4, QByteArray::number(ordinary(code), 16).toUpper());
        }
    }
    return pdf;
}

QByteArray withFixedDate(QByteArray pdf, QDate date)
{
    const QByteArray stamp
        = (date.isValid() ? date : QDate(2000, 1, 1)).toString(QStringLiteral("yyyyMMdd")).toLatin1()
        + "000000+00'00'";
    for (const QByteArray& key : {QByteArray("/CreationDate"), QByteArray("/ModDate")}) {
        for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
            const qsizetype open = pdf.indexOf("(D:", at), close = pdf.indexOf(')', at);
            if (open < 0 || close < open || open > at + 32)
                continue;
            const qsizetype length = close - open - 3;
            pdf.replace(open + 3, length, stamp.left(length).leftJustified(length, ' '));
        }
    }
    return pdf;
}

} // namespace coop
