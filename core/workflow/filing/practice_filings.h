#pragma once
#include "core/base/result.h"

namespace coop
{

class Workspace;

/// Gives a new workspace for practice a quarter that goes on now: rows as in the last quarter that the
/// example has, and filings in every state, 未提交 to 已锁定 and 退回 and 更正. What came before is handed in
/// and locked. `who` filed; somebody invented reviewed, so that whoever practises may review, too.
Result<> fileForPractice(Workspace& workspace, const QString& who);

} // namespace coop
