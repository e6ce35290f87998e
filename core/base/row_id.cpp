#include "core/base/row_id.h"

#include "core/base/clock.h"
#include "core/base/row_id_time.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr int sequenceBits = 12;
constexpr int deviceBits = 10;
constexpr qint64 epochMs = 1704067200000; // 2024-01-01T00:00:00Z
constexpr qint64 endMs = 3786912000000; // 2090-01-01T00:00:00Z; 41 bits end in September 2093

RowId tickOf(RowId id)
{
    const RowId time = id >> (sequenceBits + deviceBits);
    const RowId sequence = id & ((1 << sequenceBits) - 1);
    return (time << sequenceBits) | sequence;
}
} // namespace

RowIdSource::RowIdSource(int number, RowId last)
    : lastTick(last > 0 && rowIdsCover(epochMs + (last >> (sequenceBits + deviceBits))) ? tickOf(last) : 0)
    , device(std::clamp(number, 0, maxDevice))
{
}

RowId RowIdSource::next()
{
    const qint64 ms = clockNow().toMSecsSinceEpoch();
    const RowId now = rowIdsCover(ms) ? (ms - epochMs) << sequenceBits : 0;
    lastTick = std::max(lastTick + 1, now);
    const RowId time = lastTick >> sequenceBits;
    const RowId sequence = lastTick & ((1 << sequenceBits) - 1);
    return (time << (sequenceBits + deviceBits)) | (RowId(device) << sequenceBits) | sequence;
}

bool rowIdsCover(qint64 ms)
{
    return ms >= epochMs && ms < endMs;
}

void RowIdSource::skip(RowId id)
{
    lastTick = std::max(lastTick, tickOf(id));
}

int RowIdSource::deviceOf(RowId id)
{
    return int((id >> sequenceBits) & maxDevice);
}

} // namespace coop
