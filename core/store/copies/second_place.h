#pragma once
#include "core/store/copies/backup.h"

namespace coop
{

class Registries;

/// Puts a checked copy of a backup into the second place and puts old ones away there. The error is the
/// warning that the clerk sees: what is not there, where, what to do.
Result<> copyToSecondPlace(
    const QString& backup, const QString& folder, const QString& baseName, const Registries& registries);

} // namespace coop
