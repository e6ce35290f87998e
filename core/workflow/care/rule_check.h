#pragma once
#include "core/base/result.h"
#include "core/store/check_finding.h"

namespace coop
{

class Workspace;

/// Rows that break a rule of their registry: of one field, across fields, a natural key twice, a reference to
/// a row that is not there (kind rule).
Result<QList<CheckFinding>> checkRules(const Workspace& workspace, const CheckProgress& progress);
/// Points that lie outside the boundary of the township that their row names (kind place, warnings).
Result<QList<CheckFinding>> checkPlaces(const Workspace& workspace);

} // namespace coop
