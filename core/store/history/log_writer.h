#pragma once
#include "core/store/history/captured_rows.h"

namespace coop
{

struct Author;

/// Appends an entry with its rows to the change log, chained to the one before. Gives its number.
/// `undoes` is the entry that it takes back, 0 for none.
qint64 appendToChangeLog(
    SQLite::Database& database, const Author& author, qint64 undoes, const CapturedRows& rows);

} // namespace coop
