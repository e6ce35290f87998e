#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

#include <functional>
#include <memory>

namespace coop
{

/// Where the layout puts an element that nobody moved.
enum class SheetRoom {
    top,
    panel, ///< beside or below the map
    beside, ///< the panel; on portrait paper next to what else is in it
    foot,
    corner, ///< of the map, whose frame draws it
    within, ///< part of another element
};

enum class Required { no, onMaps, always };

/// What is on a printed sheet. Layout, both check lists and the mover read the one list.
struct SheetElement {
    QString id; ///< as in SheetSettings::places; else the member of SheetSettings that says it
    QString label; ///< 图例
    SheetRoom room = SheetRoom::within;
    Required required = Required::no; ///< stands on the check list
    /// The element of a sheet in letters of `factor` times the usual size; null: this sheet has none.
    std::function<std::unique_ptr<SheetItem>(const Sheet& sheet, double factor)> make{};
    /// What it lacks, a sentence that says what to fill in; empty: nothing.
    std::function<QString(const Sheet& sheet)> complaint{};
};

/// In the order in which people look at a sheet.
const QList<SheetElement>& sheetElements();
const SheetElement& sheetElement(const QString& id);

} // namespace coop
