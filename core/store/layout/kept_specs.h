#pragma once
#include "core/domain/registry_spec.h"

namespace coop
{

// Tables that the program keeps for itself; exchange_tables.h and layer_spec.h have the others.

/// 附件: read through kept/attachments.h only.
const RegistrySpec& attachmentsSpec();
inline constexpr qint64 largestAttachment = 50'000'000; ///< bytes
/// Pairs of rows that somebody called 不是重复.
const RegistrySpec& notDuplicatesSpec();
/// The list of people.
const RegistrySpec& peopleSpec();

} // namespace coop
