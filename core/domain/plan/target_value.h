#pragma once
#include "core/domain/plan/indicator.h"

namespace coop
{

// Figures that people enter (registries targets and measurements) stand in the indicator's unit with 8
// decimals: 3 亿元 is 300000000. Readings count smallest units: 3 亿元 is 300000000 元.

/// From smallest units to what the registries store; rounds half away from zero where the unit is finer.
qint64 storedFigure(const Indicator& indicator, qint64 smallestUnits);
qint64 smallestUnits(const Indicator& indicator, qint64 storedFigure);

} // namespace coop
