#pragma once
#include "core/base/result.h"

namespace coop
{

class Workspace;

/// Writes into `copy`, an older state of `workspace` in a place of its own, every change of the entries that
/// it does not have, whatever kind of step they were; the log of the copy stays as it is. Gives their number.
/// Errors: refused, when the copy is not what the history says it was.
Result<qint64> bringForward(Workspace& copy, const Workspace& workspace);

} // namespace coop
