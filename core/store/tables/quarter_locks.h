#pragma once
#include "core/store/layout/table_layout.h"

namespace SQLite
{
class Database;
}

namespace coop
{

/// SQL triggers by which a reviewed or locked quarter (填报) refuses changes, whichever program writes: rows
/// of that federation and month, and dates of its outlets, members … that lie in it; rows of the whole
/// district once the quarter is closed. They also keep the order of a filing's states and a closed quarter as
/// it is. What they raise is translated by errorOf().
void createQuarterLocks(SQLite::Database& database, const QList<TableLayout>& layouts);
/// All that there are.
void dropQuarterLocks(SQLite::Database& database);

} // namespace coop
