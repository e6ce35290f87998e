#pragma once

namespace SQLite
{
class Database;
}

namespace coop
{

class Workspace;

/// The connection of a workspace, for core/store alone (tests/policy/sql.py): whoever else wants to know
/// something of a workspace asks a function of the store. Takes no writing statement outside a UnitOfWork.
SQLite::Database& databaseOf(const Workspace& workspace);

} // namespace coop
