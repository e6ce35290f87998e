#pragma once
#include <QString>
#include <utility>

namespace coop
{

/// A row's identity: 63 bits of time (ms since 2024, 41 bits), device number (10) and sequence (12), so that
/// two offices without a network never make the same one. People see business codes, never this.
using RowId = qint64;
/// A row of whichever registry.
using RegistryRow = std::pair<QString, RowId>;

/// Makes row ids that always grow, also when the clock is set back or stands still.
class RowIdSource
{
public:
    static constexpr int maxDevice = 1023;

    /// `last`: the highest id of this device that is already in the workspace, 0 when none.
    RowIdSource(int device, RowId last);

    RowId next();
    void skip(RowId id); ///< the next one is higher

    static int deviceOf(RowId id);

private:
    RowId lastTick; // time and sequence as one growing counter of 53 bits
    int device;
};

} // namespace coop
