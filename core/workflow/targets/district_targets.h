#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QMap>

namespace coop
{

class Workspace;

/// The rows of registry `targets` of one indicator (a row of `indicators`) by year: the district's own.
Result<QMap<int, Record>> districtTargets(const Workspace& workspace, RowId indicator);

/// Those of one year by federation; 0 is the district's.
Result<QMap<RowId, Record>> targetsOfYear(const Workspace& workspace, RowId indicator, int year);

/// To whom targets are allocated: the federations of level 乡镇级, the plan's in its order, then those that
/// the office added. The same areas as the readings by federation.
Result<QList<Record>> townshipFederations(const Workspace& workspace);

} // namespace coop
