#include "core/map/text_run.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <cmath>

namespace coop
{

namespace
{
/// Letters are measured and drawn at one size and scaled by the painter: what fits on the screen fits on
/// paper.
constexpr double referencePixels = 100;

double emMm(const TextStyle& style)
{
    return style.points * mmPerPoint;
}

double referenceWidth(const QString& text, FontRole role)
{
    thread_local QHash<std::pair<int, QString>, double> known;
    if (known.size() > 20000)
        known.clear();
    const std::pair<int, QString> key(int(role), text);
    if (const auto it = known.constFind(key); it != known.constEnd())
        return *it;
    const double width = QFontMetricsF(fontFor(role, referencePixels)).horizontalAdvance(text);
    known.insert(key, width);
    return width;
}

/// Outlines of a line of text, kept because the same names are drawn again in every picture.
QPainterPath outline(const QString& text, FontRole role)
{
    thread_local QHash<std::pair<int, QString>, QPainterPath> known;
    if (known.size() > 2000)
        known.clear();
    const std::pair<int, QString> key(int(role), text);
    const auto it = known.constFind(key);
    if (it != known.constEnd())
        return *it;
    QPainterPath path;
    path.addText(0, 0, fontFor(role, referencePixels), text);
    known.insert(key, path);
    return path;
}
} // namespace

double textWidthMm(const QString& text, const TextStyle& style)
{
    return text.isEmpty() ? 0 : referenceWidth(text, style.role) / referencePixels * emMm(style);
}

QStringList brokenLines(const QString& text, const TextStyle& style, double widthMm)
{
    QStringList lines;
    for (const QString& paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, fontFor(style.role, referencePixels));
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(widthMm / emMm(style) * referencePixels);
            lines.append(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
    }
    return lines;
}

void drawText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text,
    const TextStyle& style, double unitsPerMm)
{
    if (text.isEmpty())
        return;
    const double em = emMm(style) * unitsPerMm;
    const double width = textWidthMm(text, style) * unitsPerMm;
    double x = box.left();
    if (alignment & Qt::AlignHCenter)
        x = box.center().x() - width / 2;
    else if (alignment & Qt::AlignRight)
        x = box.right() - width;
    // A Chinese character fills its square from 0.88 em above the base line to 0.12 em below it.
    double y = box.center().y() + 0.38 * em;
    if (alignment & Qt::AlignTop)
        y = box.top() + 0.88 * em;
    else if (alignment & Qt::AlignBottom)
        y = box.bottom() - 0.12 * em;

    painter.save();
    painter.translate(x, y);
    painter.scale(em / referencePixels, em / referencePixels);
    if (style.halo.isValid()) {
        QPen pen(style.halo, 2 * style.haloMm * unitsPerMm / em * referencePixels);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.strokePath(outline(text, style.role), pen);
    }
    painter.setFont(fontFor(style.role, referencePixels));
    painter.setPen(style.colour);
    painter.drawText(QPointF(0, 0), text);
    painter.restore();
}

} // namespace coop
