#pragma once
#include <QByteArray>

struct sqlite3_value;

namespace coop
{

/// One SQLite value as JSON: null, number, or text with its escapes. Written straight, because an import of a
/// hundred thousand rows writes three million of them; QJsonDocument reads them.
QByteArray jsonText(sqlite3_value* value);
QByteArray jsonText(double number);
QByteArray jsonText(const char* utf8, qsizetype size);

} // namespace coop
