#include "core/tabular/read/workbooks/biff_records.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>

namespace coop
{

std::optional<BiffRecord> BiffRecord::at(const QByteArray& stream, qsizetype position)
{
    constexpr qsizetype head = 4;
    if (position < 0 || position + head > stream.size())
        return std::nullopt;
    const char* const begin = stream.constData() + position;
    const auto kind = qFromLittleEndian<quint16>(begin);
    const auto size = qsizetype(qFromLittleEndian<quint16>(begin + 2));
    if (position + head + size > stream.size())
        return std::nullopt;
    return BiffRecord{kind, QByteArrayView(begin + head, size), position + head + size};
}

BiffBytes::BiffBytes(const QByteArray& stream, qsizetype position)
{
    for (auto record = BiffRecord::at(stream, position); record;
         record = BiffRecord::at(stream, record->next)) {
        if (!pieces.isEmpty() && record->kind != BiffRecord::continued)
            break;
        pieces += record->body;
    }
}

bool BiffBytes::atEnd() const
{
    return piece >= pieces.size() || (piece == pieces.size() - 1 && at >= pieces[piece].size());
}

quint8 BiffBytes::byte()
{
    while (piece < pieces.size() && at >= pieces[piece].size()) {
        ++piece;
        at = 0;
    }
    if (piece >= pieces.size()) {
        missed = true;
        return 0;
    }
    return quint8(pieces[piece][at++]);
}

quint16 BiffBytes::word()
{
    const quint16 low = byte();
    return quint16(low | (byte() << 8));
}

quint32 BiffBytes::longWord()
{
    const quint32 low = word();
    return low | (quint32(word()) << 16);
}

double BiffBytes::real()
{
    quint64 bits = longWord();
    bits |= quint64(longWord()) << 32;
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}

void BiffBytes::skip(qsizetype bytes)
{
    while (bytes > 0 && piece < pieces.size()) {
        const qsizetype here = std::min(bytes, pieces[piece].size() - at);
        at += here;
        bytes -= here;
        if (bytes > 0) {
            ++piece;
            at = 0;
        }
    }
    missed = missed || bytes > 0;
}

QByteArray BiffBytes::raw(qsizetype count)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < count && !missed; ++i)
        bytes += char(byte());
    return bytes;
}

QString BiffBytes::letters(qsizetype count, bool wide)
{
    QString text;
    while (count > 0) {
        if (piece < pieces.size() && at >= pieces[piece].size()) {
            // The rest of the letters begins with a byte that says how wide they are.
            ++piece;
            at = 0;
            if (piece < pieces.size() && !pieces[piece].isEmpty())
                wide = (byte() & 1) != 0;
        }
        if (piece >= pieces.size()) {
            missed = true;
            break;
        }
        text += QChar(wide ? word() : char16_t(byte()));
        --count;
    }
    return text;
}

} // namespace coop
