#pragma once
#include "core/base/result.h"

namespace SQLite
{
class Database;
}

namespace coop
{

// A digest of everything that a copy holds beside the history (which has a chain of its own), kept in the
// copy: so that one changed byte in a row of a backup is found, which no check of SQLite's sees. It holds for
// the state it was made of; a copy in which somebody went on working is a workspace like any other. All throw
// what SQLite refuses.

void seal(SQLite::Database& copy);
void removeSeal(SQLite::Database& copy);
/// False only when there is a seal of this state and it does not fit.
bool sealFits(const SQLite::Database& copy);

} // namespace coop
