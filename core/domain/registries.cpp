#include "core/domain/registries.h"

namespace coop
{

const Registries& standardRegistries()
{
    // A table stands after the tables that it refers to.
    static const Registries all({townshipsSpec(), federationsSpec(), centresSpec(), outletsSpec(),
        membersSpec(), membershipsSpec(), assetsSpec(), servicesSpec(), loansSpec(), tasksSpec(),
        activitiesSpec(), villagesSpec(), indicatorsSpec(), targetsSpec(), measurementsSpec(), sheetsSpec(),
        sheetNotesSpec(), taskReportsSpec(), closingsSpec(), decisionsSpec()});
    return all;
}

} // namespace coop
