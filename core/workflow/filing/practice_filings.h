#pragma once
#include "core/base/result.h"

namespace coop
{

class Workspace;

/// Gives a new workspace for practice the quarters up to now, with rows as in the last one that the example
/// has, and in the present one filings in every state, 未提交 to 已锁定, 退回 and 更正. The two before are
/// handed in and locked; with them the filings begin. `who` filed; somebody invented reviewed, so that
/// whoever practises may review, too.
Result<> fileForPractice(Workspace& workspace, const QString& who);

} // namespace coop
