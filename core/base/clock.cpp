#include "core/base/clock.h"

#include <atomic>

namespace coop
{

namespace
{
std::atomic<qint64> wrongBy{0}; // seconds
}

QDateTime clockNow()
{
    return QDateTime::currentDateTimeUtc().addSecs(wrongBy);
}

void setClockWrongBy(qint64 seconds)
{
    wrongBy = seconds;
}

} // namespace coop
