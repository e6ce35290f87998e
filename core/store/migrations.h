#pragma once
#include "core/base/result.h"
#include "core/store/table_layout.h"

#include <QList>

namespace SQLite
{
class Database;
}

namespace coop
{

/// Brings a file from schema `from` to `to` in one transaction, after a copy of it was left beside it
/// (名称.v1备份.gpkg). Forward only, and only appends: tables of new registries, columns of fields whose
/// `since` is newer than the file, then the numbered steps of migrations.cpp. `layouts` are those of `to`.
void migrate(
    SQLite::Database& database, const QString& path, const QList<TableLayout>& layouts, int from, int to);

} // namespace coop
