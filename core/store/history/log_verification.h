#pragma once
#include "core/store/history/change_log.h"

namespace SQLite
{
class Database;
}

namespace coop
{

/// verifyChangeLog on a connection that is no workspace (a damaged file). Throws what SQLite refuses.
QList<LogProblem> verifyLog(const SQLite::Database& database);

} // namespace coop
