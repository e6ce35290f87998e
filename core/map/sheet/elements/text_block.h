#pragma once
#include "core/map/sheet/sheet_item.h"

namespace coop
{

/// Paragraphs with a bold word before each: 口径, 未报单位, 说明, 资料来源.
class TextBlock : public SheetItem
{
public:
    struct Paragraph {
        QString head; ///< 口径
        QStringList lines; ///< several are numbered
    };
    TextBlock(QList<Paragraph> paragraphs, TextStyle style);
    QSizeF minimalSize(double width) const override;
    QStringList complaints(const QRectF& box) const override;
    void draw(QPainter& painter, const QRectF& box) const override;

private:
    struct Line {
        QString head;
        QString text;
        double indent;
    };
    QList<Line> broken(double width) const;

    QList<Paragraph> paragraphs;
    TextStyle style;
    TextStyle bold;
};

} // namespace coop
