#pragma once
#include "core/store/tables/table_layout.h"

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

/// While this row stands in coop_meta, inside one transaction, the triggers let through what the district has
/// decided already: "all" for its receipt at a township office, "states" for a merge that is taken back
/// there.
inline const QString metaOverruled = QStringLiteral("overruled");

/// What the triggers raise.
inline constexpr const char* raisedLocked = "COOP_LOCKED";
inline constexpr const char* raisedState = "COOP_STATE";
inline constexpr const char* raisedClosed = "COOP_CLOSED";

} // namespace coop
