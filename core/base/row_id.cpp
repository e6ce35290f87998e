#include "core/base/row_id.h"

#include "core/base/clock.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr int sequenceBits = 12;
constexpr int deviceBits = 10;
constexpr qint64 epochMs = 1704067200000; // 2024-01-01T00:00:00Z

RowId tickOf(RowId id)
{
    const RowId time = id >> (sequenceBits + deviceBits);
    const RowId sequence = id & ((1 << sequenceBits) - 1);
    return (time << sequenceBits) | sequence;
}
} // namespace

RowIdSource::RowIdSource(int number, RowId last)
    : lastTick(tickOf(last))
    , device(std::clamp(number, 0, maxDevice))
{
}

RowId RowIdSource::next()
{
    const RowId now = std::max<qint64>(clockNow().toMSecsSinceEpoch() - epochMs, 0) << sequenceBits;
    lastTick = std::max(lastTick + 1, now);
    const RowId time = lastTick >> sequenceBits;
    const RowId sequence = lastTick & ((1 << sequenceBits) - 1);
    return (time << (sequenceBits + deviceBits)) | (RowId(device) << sequenceBits) | sequence;
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
