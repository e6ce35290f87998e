#pragma once
#include "core/store/people/rights.h"

namespace SQLite
{
class Database;
}

namespace coop
{

/// What a step of the history was in the beginning, through however many 撤销 and 重做: to take it back needs
/// the same role. Throws what SQLite refuses.
Deed deedOfEntry(const SQLite::Database& database, qint64 entry);

} // namespace coop
