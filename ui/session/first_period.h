#pragma once
#include "core/base/period.h"

namespace coop
{

class Workspace;

/// The quarter that a workspace opens with: the last one that the ledgers behind the headline indicators
/// have anything for, else today's.
Period firstPeriod(const Workspace& workspace);

} // namespace coop
