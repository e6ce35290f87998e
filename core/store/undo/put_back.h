#pragma once
#include "core/store/history/change_log.h"

namespace coop
{

/// Writes the values before every change of `entry` inside a transaction that is somebody else's, after
/// making sure that every row is still as the entry left it, and checks the rules that other rows answer.
/// Errors: refused, naming the later entries that stand in the way; nothing may be committed then.
Result<> putBack(Workspace& workspace, const ChangeEntry& entry);

} // namespace coop
