#pragma once

struct sqlite3;

namespace coop
{

/// The functions that the triggers of a GeoPackage's spatial index call (ST_IsEmpty, ST_MinX …), so that a
/// ledger for which QGIS made one can still be written. They know points, which is all that ledgers have; of
/// other geometries they say NULL.
void addGpkgFunctions(sqlite3* connection);

} // namespace coop
