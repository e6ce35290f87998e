#include "core/tabular/read/workbooks/biff_texts.h"

#include "core/tabular/read/text_decoder.h"

namespace coop
{

QString BiffTexts::read(BiffBytes& bytes, qsizetype count) const
{
    if (old)
        return ofCodePage(bytes.raw(count));
    return letters(bytes, count);
}

/// What is no letter of a code page of two bytes is a broken text, not one of another kind.
QString BiffTexts::ofCodePage(const QByteArray& bytes) const
{
    static const QList<int> wide{932, 936, 949, 950, 65001};
    QString plain = textOfCodePage(bytes, page);
    broken = broken || (wide.contains(page) && plain.contains(QChar(QChar::ReplacementCharacter)));
    return plain;
}

void BiffTexts::decideCodePage()
{
    old = true;
    QList<QByteArray> all;
    int said = 0;
    for (auto record = BiffRecord::at(stream, 0); record; record = BiffRecord::at(stream, record->next)) {
        BiffBytes bytes(stream, record->next - record->body.size() - 4);
        const auto take = [&](qsizetype before, qsizetype lengthBytes) {
            bytes.skip(before);
            const qsizetype length = lengthBytes == 2 ? bytes.word() : bytes.byte();
            if (const QByteArray text = bytes.raw(length); !bytes.isShort())
                all += text;
        };
        switch (record->kind) {
        case BiffRecord::codePage:
            said = bytes.word();
            break;
        case BiffRecord::numberFormat:
            take(2, 1);
            break;
        case BiffRecord::boundSheet:
            take(6, 1);
            break;
        case BiffRecord::text:
        case BiffRecord::richText:
            take(6, 2);
            break;
        case BiffRecord::resultText:
            take(0, 2);
            break;
        default:
            break;
        }
    }
    page = codePageOf(all, said);
}

QString BiffTexts::letters(BiffBytes& bytes, qsizetype count)
{
    const quint8 options = bytes.byte();
    const qsizetype runs = (options & 8) != 0 ? bytes.word() : 0;
    const qsizetype aid = (options & 4) != 0 ? qsizetype(bytes.longWord()) : 0;
    QString plain = bytes.letters(count, (options & 1) != 0);
    bytes.skip(4 * runs + aid); // the look of the letters, a reading aid
    return plain;
}

QString BiffTexts::ofResult(qsizetype position) const
{
    for (auto record = BiffRecord::at(stream, position); record; record = BiffRecord::at(stream, position)) {
        if (record->kind == BiffRecord::resultText) {
            BiffBytes bytes(stream, position);
            return read(bytes, bytes.word());
        }
        if (record->kind != BiffRecord::sharedFormula && record->kind != BiffRecord::array
            && record->kind != BiffRecord::table && record->kind != BiffRecord::continued)
            break;
        position = record->next;
    }
    return {};
}

} // namespace coop
