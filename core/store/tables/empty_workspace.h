#pragma once
#include <QByteArray>
#include <QString>

namespace SQLite
{
class Database;
}

namespace coop
{

class Registries;

constexpr int districtDevice = 1;

/// Tables, indexes and triggers of a workspace of this version, in an empty database.
void createTables(SQLite::Database& database, const Registries& registries, int schema);
/// An empty workspace with its tables and meta data, closed again. Throws what SQLite refuses.
void writeEmptyWorkspace(
    const QString& path, const QByteArray& planJson, int device, const Registries& registries);

} // namespace coop
