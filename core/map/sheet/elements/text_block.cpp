#include "core/map/sheet/elements/text_block.h"

namespace coop
{

TextBlock::TextBlock(QList<Paragraph> p, TextStyle s)
    : paragraphs(std::move(p))
    , style(s)
    , bold(s)
{
    bold.role = FontRole::labelBold;
}

QList<TextBlock::Line> TextBlock::broken(double width) const
{
    QList<Line> lines;
    for (const Paragraph& paragraph : paragraphs) {
        const QString head = paragraph.head + QStringLiteral("：");
        const double indent = textWidthMm(head, bold);
        for (qsizetype i = 0; i < paragraph.lines.size(); ++i) {
            const QString number = paragraph.lines.size() > 1 ? QStringLiteral("%1. ").arg(i + 1) : QString();
            bool first = i == 0;
            for (const QString& line : brokenLines(number + paragraph.lines[i], style, width - indent)) {
                lines.append({first ? head : QString(), line, indent});
                first = false;
            }
        }
    }
    return lines;
}

QSizeF TextBlock::minimalSize(double width) const
{
    return {width, double(broken(width).size()) * style.lineMm()};
}

QStringList TextBlock::complaints(const QRectF&) const
{
    if (style.points >= leastPoints)
        return {};
    return {QStringLiteral("口径和说明太长，字会小得看不清，请缩短说明或换 A3 纸。")};
}

void TextBlock::draw(QPainter& painter, const QRectF& box) const
{
    double y = box.top();
    for (const Line& line : broken(box.width())) {
        const QRectF row(box.left(), y, box.width(), style.lineMm());
        drawText(painter, row, Qt::AlignLeft | Qt::AlignVCenter, line.head, bold, 1);
        drawText(painter, row.adjusted(line.indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, line.text,
            style, 1);
        y += style.lineMm();
    }
}

} // namespace coop
