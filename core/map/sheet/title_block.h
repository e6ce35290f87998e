#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// 图名, and under it the subtitle and the period.
class TitleBlock : public SheetItem
{
public:
    TitleBlock(const SheetSettings& settings, double size);
    QSizeF minimalSize(double width) const override;
    void draw(QPainter& painter, const QRectF& box) const override;

private:
    TextStyle titleStyle(double width) const; ///< smaller when the title is long
    QString second() const;

    const SheetSettings& settings;
    TextStyle title;
    TextStyle below;
};

} // namespace coop
