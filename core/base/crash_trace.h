#pragma once
#include <QString>

namespace coop
{

/// From now on a crash of this process (a fault of the processor, abort) leaves `file`: what it was and where
/// the stack stood, a line a place, as module+offset that addr2line understands; no paths, nothing of what
/// memory held. What was there before is replaced. The crash then goes its way. Once in a process.
void leaveCrashTrace(const QString& file);

} // namespace coop
