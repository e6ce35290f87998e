#pragma once
#include "core/domain/record.h"
#include "core/store/file/statement_cache.h"
#include "core/store/layout/table_layout.h"

namespace coop
{

// One row's columns in and out of its table, without any rule. `update` writes the columns in which `record`
// differs from `before` and gives whether there were any. All throw what SQLite refuses.

void insertRow(StatementCache& statements, const TableLayout& layout, const Record& record);
bool updateRow(
    StatementCache& statements, const TableLayout& layout, const Record& record, const Record& before);
void deleteRow(StatementCache& statements, const TableLayout& layout, RowId id);

/// Ids of the fields that have a column of the table's own, a point's two among them.
QStringList columnFields(const TableLayout& layout);

} // namespace coop
