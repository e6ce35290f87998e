#include "core/map/labels/text_run.h"

#include <QFontMetricsF>
#include <QHash>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <QThreadStorage>
#include <algorithm>
#include <cmath>
#include <vector>

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
    static QThreadStorage<QHash<std::pair<int, QString>, double>> ofThread;
    QHash<std::pair<int, QString>, double>& known = ofThread.localData();
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
    static QThreadStorage<QHash<std::pair<int, QString>, QPainterPath>> ofThread;
    QHash<std::pair<int, QString>, QPainterPath>& known = ofThread.localData();
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
/// A line of text with its base line at `at`.
void drawStroked(
    QPainter& painter, QPointF at, const QString& text, const TextStyle& style, double em, double halo)
{
    painter.save();
    painter.translate(at);
    painter.scale(em / referencePixels, em / referencePixels);
    if (halo > 0) {
        QPen pen(style.halo, 2 * halo / em * referencePixels);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.strokePath(outline(text, style.role), pen);
    }
    painter.setFont(fontFor(style.role, referencePixels));
    painter.setPen(style.colour);
    painter.drawText(QPointF(0, 0), text);
    painter.restore();
}

/// Grows what is covered in `letters` by `radius` pixels, with a soft edge: the same as stroking the outlines
/// with a round pen, at a tenth of the cost.
QImage grown(const QImage& letters, double radius, QColor colour)
{
    const int reach = int(std::ceil(radius));
    struct Step {
        int dx, dy;
        double left; ///< of the radius, in pixels
    };
    std::vector<Step> disc;
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx)
            if (const double left = radius - std::hypot(dx, dy); left > -1)
                disc.push_back({dx, dy, left});
    QImage cover(letters.size(), QImage::Format_Alpha8);
    cover.fill(0);
    for (int y = 0; y < letters.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(letters.constScanLine(y));
        for (int x = 0; x < letters.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            if (alpha == 0)
                continue;
            for (const auto& [dx, dy, left] : disc) {
                const int px = x + dx, py = y + dy;
                // The edge lies as far inside this pixel as it is covered.
                const double part = std::clamp(left + alpha / 255.0, 0.0, 1.0);
                if (px < 0 || py < 0 || px >= letters.width() || py >= letters.height())
                    continue;
                uchar& to = cover.scanLine(py)[px];
                to = uchar(std::max<int>(to, int(std::lround(part * 255))));
            }
        }
    }
    QImage halo(letters.size(), QImage::Format_ARGB32_Premultiplied);
    halo.fill(colour);
    QPainter painter(&halo);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    painter.drawImage(0, 0, cover);
    return halo;
}

/// Letters with their halo at one size, as a picture: making them anew is most of a screen's time.
QImage picture(const QString& text, const TextStyle& style, double em, double haloWidth, double deviceScale)
{
    static QThreadStorage<QHash<QString, QImage>> ofThread;
    QHash<QString, QImage>& known = ofThread.localData();
    if (known.size() > 1500)
        known.clear();
    const QString key = QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
                            .arg(text)
                            .arg(int(style.role))
                            .arg(em, 0, 'f', 3)
                            .arg(haloWidth, 0, 'f', 3)
                            .arg(style.colour.rgba())
                            .arg(style.halo.rgba())
                            .arg(deviceScale, 0, 'f', 3);
    if (const auto it = known.constFind(key); it != known.constEnd())
        return *it;
    const double width = referenceWidth(text, style.role) / referencePixels * em + 2 * haloWidth + 2;
    const double height = 1.3 * em + 2 * haloWidth + 2;
    QImage letters((QSizeF(width, height) * deviceScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    letters.fill(Qt::transparent);
    QPainter painter(&letters);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(deviceScale, deviceScale);
    drawStroked(painter, {haloWidth + 1, haloWidth + 1 + em}, text, style, em, 0);
    painter.end();
    QImage image = grown(letters, haloWidth * deviceScale, style.halo);
    painter.begin(&image);
    painter.drawImage(0, 0, letters);
    painter.end();
    image.setDevicePixelRatio(deviceScale);
    known.insert(key, image);
    return image;
}

/// Whether a painter draws pixels of a screen's size, upright: then pictures of letters can be put down.
bool isScreen(QPainter& painter, double em)
{
    const QTransform& t = painter.deviceTransform();
    return painter.paintEngine() != nullptr && painter.paintEngine()->type() == QPaintEngine::Raster
        && t.type() <= QTransform::TxScale && t.m11() > 0 && qFuzzyCompare(t.m11(), t.m22())
        && em * t.m11() < 60;
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

    const double halo = style.halo.isValid() ? style.haloMm * unitsPerMm : 0;
    if (halo > 0 && isScreen(painter, em)) {
        const double scale = painter.deviceTransform().m11();
        const QPointF at = painter.deviceTransform().map(QPointF(x - halo - 1, y - halo - 1 - em));
        const QPointF whole(std::round(at.x()), std::round(at.y()));
        painter.drawImage(
            painter.deviceTransform().inverted().map(whole), picture(text, style, em, halo, scale));
        return;
    }
    drawStroked(painter, {x, y}, text, style, em, halo);
}

} // namespace coop
