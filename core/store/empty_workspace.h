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

/// Removes a half-written file and what SQLite keeps beside it, unless it was completed (renamed) before.
struct UnfinishedFile {
    QString path;
    ~UnfinishedFile();
};

} // namespace coop
