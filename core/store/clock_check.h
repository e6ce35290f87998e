#pragma once
#include "core/base/result.h"

namespace coop
{

class Workspace;

/// Whether the computer's date can be right: row ids and the history are made of it. Wrong is what lies
/// before this program existed, after row ids end (row_id.h), or decades after the newest step. A clock that
/// is set back by less only makes ids go on where they were. Errors: refused.
Result<> clockMayBeRight(const Workspace& workspace);

} // namespace coop
