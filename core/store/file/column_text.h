#pragma once
#include <QString>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

/// A text of the row that a query stands on; empty for NULL.
inline QString textAt(const SQLite::Statement& row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    return QString::fromUtf8(value.getText(), value.getBytes());
}

} // namespace coop
