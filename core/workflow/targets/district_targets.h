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

} // namespace coop
