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

    /// The scale that the sheet is drawn at, 150000 for 1:150 000.
    double scale(const Sheet& sheet) const;
    /// Where the map frame lies, millimetres from the paper's top left corner.
    QRectF mapFrameMm(const Sheet& sheet) const;
};

} // namespace coop
