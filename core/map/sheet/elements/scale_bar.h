#pragma once
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// 数字和线段比例尺: 1∶360 000 over a bar of round kilometres.
class ScaleBar : public SheetItem
{
public:
    /// `scale` 360000 for 1:360 000; `sizeFactor` 1 on A3.
    ScaleBar(double scale, double sizeFactor);
    QSizeF minimalSize(double width) const override;
    void draw(QPainter& painter, const QRectF& box) const override;

    double lengthMm() const; ///< of the whole bar on paper
    QString numeric() const;

    static constexpr int segments = 4;

private:
    TextStyle numberStyle() const;
    double denominator;
    double size;
    double step; ///< metres
};

/// A scale that can be said aloud, at least as small as `needed`: 1:360 000 for 352 417.
double roundScale(double needed);

} // namespace coop
