#include "core/store/history/json_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <sqlite3.h>

namespace coop
{

QByteArray jsonText(double number)
{
    if (!std::isfinite(number))
        return QByteArrayLiteral("null");
    std::array<char, 32> digits{};
    const auto end
        = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr; // shortest, exact
    return QByteArray(digits.data(), end - digits.data());
}

QByteArray jsonText(const char* utf8, qsizetype size)
{
    QByteArray text;
    text.reserve(size + 2);
    text += '"';
    for (qsizetype i = 0; i < size; ++i) {
        const char c = utf8[i];
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            text += "\\u00" + QByteArray::number(static_cast<int>(c), 16).rightJustified(2, '0');
        } else {
            text += c;
        }
    }
    text += '"';
    return text;
}

QByteArray jsonText(sqlite3_value* value)
{
    switch (value ? sqlite3_value_type(value) : SQLITE_NULL) {
    case SQLITE_INTEGER:
        return QByteArray::number(qint64(sqlite3_value_int64(value)));
    case SQLITE_FLOAT:
        return jsonText(sqlite3_value_double(value));
    case SQLITE_TEXT:
        return jsonText(reinterpret_cast<const char*>(sqlite3_value_text(value)), sqlite3_value_bytes(value));
    default:
        return QByteArrayLiteral("null");
    }
}

} // namespace coop
