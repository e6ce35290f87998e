#pragma once
#include "core/map/labels/text_run.h"

#include <QRectF>

class QPainter;

namespace coop
{

/// One element of a printed sheet. It knows how much room it needs and draws itself; the painter's unit is
/// the millimetre.
class SheetItem
{
public:
    SheetItem() = default;
    SheetItem(const SheetItem&) = delete;
    SheetItem& operator=(const SheetItem&) = delete;
    virtual ~SheetItem() = default;

    /// The least size, in millimetres, when `width` is there; a null size leaves the element out.
    virtual QSizeF minimalSize(double width) const = 0;
    /// What became too small to read in `box`, or is cut off, in sentences.
    virtual QStringList complaints(const QRectF& box) const
    {
        Q_UNUSED(box)
        return {};
    }
    virtual void draw(QPainter& painter, const QRectF& box) const = 0;
};

/// Colours that every element shares.
const QColor sheetInk(0x23, 0x29, 0x2F);
const QColor sheetSoftInk(0x5B, 0x65, 0x70);
/// Smaller letters cannot be read on paper.
constexpr double leastPoints = 5;

} // namespace coop
