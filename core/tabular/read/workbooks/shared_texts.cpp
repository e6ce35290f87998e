#include "core/tabular/read/workbooks/shared_texts.h"

#include "core/tabular/read/table_limits.h"

#include <QString>

namespace coop
{

namespace
{
int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
                                : -1;
}

/// The letter of _xHHHH_ at the beginning of a text.
std::optional<char16_t> escapeAt(std::string_view text)
{
    constexpr size_t length = 7;
    if (text.size() < length || text[0] != '_' || text[1] != 'x' || text[length - 1] != '_')
        return std::nullopt;
    int code = 0;
    for (size_t i = 2; i < length - 1; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return std::nullopt;
        code = code * 16 + digit;
    }
    return char16_t(code);
}
} // namespace

bool SharedTexts::add(std::string_view text)
{
    constexpr qsizetype most = qsizetype(table_limits::sharedBytes / qsizetype(sizeof(quint32)));
    if (bytes.size() + qsizetype(text.size()) > table_limits::sharedBytes || ends.size() >= most / 4)
        return false;
    bytes.append(text.data(), qsizetype(text.size()));
    ends += quint32(bytes.size());
    return true;
}

std::optional<std::string_view> SharedTexts::at(qint64 index) const
{
    if (index < 0 || index >= ends.size())
        return std::nullopt;
    const quint32 begin = index == 0 ? 0 : ends[index - 1];
    return std::string_view(bytes.constData() + begin, ends[index] - begin);
}

QByteArray withoutEscapes(std::string_view text)
{
    if (text.find("_x") == std::string_view::npos)
        return QByteArray(text.data(), qsizetype(text.size()));
    QByteArray out;
    QString letters; // of escapes beside each other: two may be one letter
    const auto flush = [&] {
        out += letters.toUtf8();
        letters.clear();
    };
    for (size_t i = 0; i < text.size();) {
        if (const auto letter = escapeAt(text.substr(i))) {
            letters += QChar(*letter);
            i += 7;
            continue;
        }
        flush();
        out += text[i++];
    }
    flush();
    return out;
}

} // namespace coop
