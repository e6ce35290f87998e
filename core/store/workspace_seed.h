#pragma once
#include "core/base/result.h"

namespace coop
{

class UnitOfWork;
class Workspace;

/// Writes what a new workspace takes from its plan: townships, federations (筹建) and who belongs to whom,
/// villages, indicators, targets and tasks. Registries that the workspace does not have are left out.
Result<> writePlanRows(const Workspace& workspace, UnitOfWork& work);

} // namespace coop
