#pragma once
#include "core/store/layout/table_layout.h"

#include <QList>

namespace SQLite
{
class Database;
}

namespace coop
{

// The tables of a workspace, made from the registries' specs: `id` INTEGER PRIMARY KEY, a column for each
// field, a `geom` point for lon and lat. Types are held by CHECKs, since GeoPackage forbids STRICT tables.

/// Tables of the program itself: coop_meta, change_log, change_rows, and what a later version brought.
void createProgramTables(SQLite::Database& database, int schema);
/// Bytes of attachments by their SHA-256 (since schema 3).
void createBlobTable(SQLite::Database& database);
void createRegistryTable(SQLite::Database& database, const TableLayout& layout);
/// Makes the indexes of a table those that its spec asks for: of natural keys, references and figureFields.
void settleIndexes(SQLite::Database& database, const RegistrySpec& spec);
/// Appends the column of a field that a later schema version brought.
void appendColumn(SQLite::Database& database, const TableLayout& layout, const TableLayout::Column& column);

} // namespace coop
