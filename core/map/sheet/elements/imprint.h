#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// The lines under the map: who made it, when, from what and up to when, in which coordinates, and may it be
/// shown.
class Imprint : public SheetItem
{
public:
    Imprint(const Sheet& sheet, double sizeFactor);
    QSizeF minimalSize(double width) const override;
    void draw(QPainter& painter, const QRectF& box) const override;

private:
    QList<QStringList> rows(double width) const; ///< facts that share a line
    QStringList small(double width) const;

    QStringList facts{};
    QStringList sources{};
    TextStyle style;
    TextStyle fine;
};

} // namespace coop
