#pragma once
#include "core/domain/record.h"
#include "core/store/layout/table_layout.h"

#include <QList>
#include <optional>
#include <string_view>

namespace SQLite
{
class Database;
class Statement;
}

namespace coop
{

class StatementCache;

/// "r.id, r.code, …": what `recordFrom` reads, of the table that is called r.
QString selectedColumns(const TableLayout& layout);
Record recordFrom(const SQLite::Statement& statement, const TableLayout& layout);

/// Reads the rows that `rest` (joins, WHERE, ORDER BY) leaves, with the lists that their child rows hold.
/// `values` are bound in their order.
QList<Record> readRows(const SQLite::Database& database, const TableLayout& layout, const QString& rest,
    const QList<FieldValue>& values);

/// One row by its id through a prepared statement, for those who read many.
std::optional<Record> readRow(
    const SQLite::Database& database, StatementCache& statements, const TableLayout& layout, RowId id);

/// Rows in the order in which people count: WD1-2 before WD1-10. Once for each connection.
void addNaturalOrder(SQLite::Database& database);
inline const QString naturalOrder = QStringLiteral(" COLLATE coop_natural");
/// The same order for texts that were read already.
bool comesBefore(std::string_view code, std::string_view other);

} // namespace coop
