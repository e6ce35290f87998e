#pragma once
#include <QByteArray>
#include <QString>

namespace coop
{

class Registries;

constexpr int districtDevice = 1;

/// An empty workspace with its tables and meta data, closed again. Throws what SQLite refuses.
void writeEmptyWorkspace(
    const QString& path, const QByteArray& planJson, int device, const Registries& registries);

} // namespace coop
