#pragma once
#include "core/map/sheet/sheet.h"
#include "core/map/sheet/sheet_item.h"

#include <QImage>

namespace coop
{

/// 图名, and under it the subtitle and the period; the office's logo at its left.
class TitleBlock : public SheetItem
{
public:
    TitleBlock(const SheetSettings& settings, double size);
    QSizeF minimalSize(double width) const override;
    QStringList complaints(const QRectF& box) const override;
    void draw(QPainter& painter, const QRectF& box) const override;

private:
    /// Smaller when the text is long.
    static TextStyle fitting(TextStyle style, const QString& text, double width);
    double logoRoom() const;
    QString second() const;

    const SheetSettings& settings;
    TextStyle title;
    TextStyle below;
    QImage logo{};
};

} // namespace coop
