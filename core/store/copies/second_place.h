#pragma once
#include "core/store/copies/backup.h"

#include <functional>

namespace coop
{

class Registries;

/// The second place of a workspace. A stick that has another drive letter today is found by a mark in the
/// place's folder, on the disks that `roots` gives; it is asked only when the folder is not where it was.
QString secondPlaceOn(const QString& workspacePath, const std::function<QStringList()>& roots);

/// Puts a checked copy of a backup into the second place and puts old ones away there. The error is the
/// warning that the clerk sees: what is not there, where, what to do.
Result<> copyToSecondPlace(
    const QString& backup, const QString& folder, const QString& baseName, const Registries& registries);

} // namespace coop
