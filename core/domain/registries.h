#pragma once
#include "core/domain/registry_spec.h"

namespace coop
{

/// The ledgers in the order in which offices keep them: townships, federations, centres,
/// outlets, members (with memberships), assets, services, loans, tasks, activities; and what the program
/// keeps itself: indicators, targets, villages, measurements, the quarterly filings with their notes, reports
/// on tasks, closed quarters, decisions on unclear points.
const Registries& standardRegistries();

// Each registry's spec stands in its own file under core/domain/registries/.
RegistrySpec townshipsSpec();
RegistrySpec federationsSpec();
RegistrySpec centresSpec();
RegistrySpec outletsSpec();
RegistrySpec membersSpec();
RegistrySpec membershipsSpec();
RegistrySpec assetsSpec();
RegistrySpec servicesSpec();
RegistrySpec loansSpec();
RegistrySpec tasksSpec();
RegistrySpec activitiesSpec();
RegistrySpec indicatorsSpec();
RegistrySpec targetsSpec();
RegistrySpec villagesSpec();
RegistrySpec measurementsSpec();
RegistrySpec sheetsSpec();
RegistrySpec sheetNotesSpec();
RegistrySpec taskReportsSpec();
RegistrySpec closingsSpec();
RegistrySpec decisionsSpec();

} // namespace coop
