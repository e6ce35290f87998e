#pragma once
#include "core/base/result.h"
#include "core/store/tables/table_layout.h"

#include <QList>

namespace SQLite
{
class Database;
}

namespace coop
{

/// Brings a file from schema `from` to `to` in one transaction, after a backup (升级前). Forward only, and
/// only appends: tables of new registries, columns of fields whose `since` is newer than the file, then the
/// numbered steps of migrations.cpp. `registries` and `layouts` are those of `to`. Errors: those of backUp.
Result<> migrate(SQLite::Database& database, const QString& path, const Registries& registries,
    const QList<TableLayout>& layouts, int from, int to);
/// Makes the triggers of quarter_locks.h anew, where another program dropped some.
void putLocksBack(SQLite::Database& database, const QList<TableLayout>& layouts);

} // namespace coop
