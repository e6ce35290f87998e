#pragma once
#include <QDateTime>

namespace coop
{

/// The computer's clock, in UTC. It is sometimes wrong, and is set back: nothing is decided by it but what
/// people read.
QDateTime clockNow();
/// Tests set it wrong by so many seconds.
void setClockWrongBy(qint64 seconds);

} // namespace coop
