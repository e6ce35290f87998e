#pragma once
#include <QHash>
#include <QString>

namespace coop
{

struct RegistrySpec;

/// Field id → its name in a shapefile, whose names have ten bytes: the id cut to ten letters, with a number
/// at the end where two would be the same. Export writes and import knows them.
QHash<QString, QString> shortFieldNames(const RegistrySpec& spec);

} // namespace coop
