#pragma once
#include "core/domain/plan/reading.h"
#include "core/map/sheet/sheet.h"
#include "core/store/figures/indicator_reader.h"

namespace coop
{

/// An indicator's figures by area, the whole at the end under `wholeName`. Areas with targets of their own
/// show how far they are; without, their share of the whole.
SheetTable progressTable(
    const QString& wholeName, const QList<Reading>& areas, const Reading& whole, Breakdown breakdown);

} // namespace coop
