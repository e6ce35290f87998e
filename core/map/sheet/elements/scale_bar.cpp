#include "core/map/sheet/elements/scale_bar.h"

#include <QPainter>
#include <cmath>

namespace coop
{

double roundScale(double needed)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(needed, 100.0))) - 1);
    for (const double n : {10., 11., 12., 13., 14., 15., 16., 18., 20., 22., 24., 25., 28., 30., 32., 35.,
             36., 38., 40., 42., 45., 48., 50., 55., 60., 65., 70., 75., 80., 85., 90., 95.})
        if (n * power >= needed * (1 - 1e-9))
            return n * power;
    return 100 * power;
}

namespace
{
/// The largest 1, 2 or 5 times a power of ten metres whose segment is not longer than `limitMm`.
double roundStep(double scale, double limitMm)
{
    const double limit = limitMm / 1000 * scale;
    const double power = std::pow(10.0, std::floor(std::log10(limit)));
    for (const double factor : {5.0, 2.0})
        if (factor * power <= limit)
            return factor * power;
    return power;
}

QString grouped(double number)
{
    QString digits = QString::number(number, 'f', 0);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, u' ');
    return digits;
}
} // namespace

ScaleBar::ScaleBar(double scale, double sizeFactor)
    : denominator(scale)
    , size(sizeFactor)
    , step(roundStep(scale, 18 * sizeFactor))
{
}

TextStyle ScaleBar::numberStyle() const
{
    TextStyle style{FontRole::label, 8 * size, sheetInk};
    style.halo = Qt::white;
    return style;
}

double ScaleBar::lengthMm() const
{
    return step * segments / denominator * 1000;
}

QString ScaleBar::numeric() const
{
    return QStringLiteral("1:") + grouped(denominator);
}

QSizeF ScaleBar::minimalSize(double) const
{
    return {lengthMm() + 16 * size, 13.5 * size};
}

void ScaleBar::draw(QPainter& painter, const QRectF& box) const
{
    TextStyle heading = numberStyle();
    heading.points = 9.5 * size;
    const double left = box.left() + 3 * size;
    drawText(painter, QRectF(left, box.top(), box.width(), 4.5 * size), Qt::AlignLeft | Qt::AlignVCenter,
        QStringLiteral("比例尺  ") + numeric(), heading, 1);
    const double top = box.top() + 9.6 * size, height = 1.5 * size, one = lengthMm() / segments;
    painter.setPen(QPen(sheetInk, 0.2));
    const bool kilometres = step >= 1000;
    for (int i = 0; i < segments; ++i) {
        painter.setBrush(i % 2 == 0 ? sheetInk : QColor(Qt::white));
        painter.drawRect(QRectF(left + i * one, top, one, height));
    }
    for (int i = 0; i <= segments; i += 2) {
        QString text = QString::number(i * step / (kilometres ? 1000 : 1));
        const double at = left + i * one;
        drawText(painter, QRectF(at - 20, top - 4 * size, 40, 3.6 * size), Qt::AlignCenter, text,
            numberStyle(), 1);
        if (i == segments) {
            const double after = at + textWidthMm(text, numberStyle()) / 2 + 0.8 * size;
            drawText(painter, QRectF(after, top - 4 * size, 20, 3.6 * size), Qt::AlignLeft | Qt::AlignVCenter,
                kilometres ? QStringLiteral("千米") : QStringLiteral("米"), numberStyle(), 1);
        }
    }
}

} // namespace coop
