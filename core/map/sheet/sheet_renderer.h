#pragma once
#include "core/map/sheet/sheet.h"

class QPainter;

namespace coop
{

/// Draws a whole sheet. `unitsPerMm`: how many painter units a millimetre takes (screen preview, printer,
/// file). The paper's top left corner is at the painter's origin. Nothing is checked: see missingElements.
class SheetRenderer
{
public:
    void draw(QPainter& painter, const Sheet& sheet, double unitsPerMm) const;
};

} // namespace coop
