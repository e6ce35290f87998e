#pragma once
#include <QByteArray>
#include <QString>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

/// A text of the row that a query stands on, as it is and in UTF-8; empty for NULL.
inline QString textAt(const SQLite::Statement& row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    return QString::fromUtf8(value.getText(), value.getBytes());
}

inline QByteArray bytesAt(const SQLite::Statement& row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    return QByteArray(value.getText(), value.getBytes());
}

} // namespace coop
