#pragma once
#include <QString>

namespace SQLite
{
class Database;
}

namespace coop
{

// The tables that make a SQLite file a GeoPackage 1.3 (OGC 12-128r17).

/// application_id, user_version, gpkg_spatial_ref_sys, gpkg_contents, gpkg_geometry_columns.
void createGpkgTables(SQLite::Database& database);

/// Lists a table among the contents: `geometryType` POINT, GEOMETRY …, or empty for a table without geometry.
/// `title` must be unique in the file.
void listInGpkg(
    SQLite::Database& database, const QString& table, const QString& title, const QString& geometryType);
/// Writes down for other programs that the table's rows changed now.
void touchInGpkg(SQLite::Database& database, const QString& table);
void unlistFromGpkg(SQLite::Database& database, const QString& table);

} // namespace coop
