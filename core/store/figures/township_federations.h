#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>

namespace coop
{

class Workspace;

/// The federations of level 乡镇级: the plan's in its order, then those that the office added. They hand in
/// filings, targets are allocated to them, and figures are told apart by them.
Result<QList<Record>> townshipFederations(const Workspace& workspace);

} // namespace coop
