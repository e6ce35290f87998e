#pragma once

namespace SQLite
{
class Database;
}

namespace coop
{

// A workspace may come from anybody. What its schema holds must not run unasked, and no statement may run
// without end.

/// To be called before the first statement: SQLite's defences on (no views, nothing of the schema is trusted,
/// shadow tables closed, cells checked), reads the schema with a bound for what it may cost, and from then on
/// bounds the work of each statement, more for a larger file. A statement over it throws SQLITE_INTERRUPT.
/// What is deleted is overwritten from then on.
void guardConnection(SQLite::Database& database);
/// After stored_schema.h found nothing that this program would not run itself: SQLite takes the triggers of a
/// spatial index for unsafe otherwise.
void trustSpatialIndexes(SQLite::Database& database);

} // namespace coop
