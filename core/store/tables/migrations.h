#pragma once
#include "core/store/layout/table_layout.h"

#include <QList>

namespace SQLite
{
class Database;
}

namespace coop
{

/// Brings a file from schema `from` to `to` in one transaction; the backup (升级前) is made before. Forward
/// only, and only appends: tables of new registries, columns of fields whose `since` is newer than the file,
/// then the numbered steps of migrations.cpp. `layouts` are those of `to`.
void migrate(SQLite::Database& database, const QList<TableLayout>& layouts, int from, int to);
/// Makes the triggers of quarter_locks.h anew, where another program dropped some.
void putLocksBack(SQLite::Database& database, const QList<TableLayout>& layouts);

} // namespace coop
