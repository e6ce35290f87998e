#include "core/map/symbols/symbol.h"

#include <QHash>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QThreadStorage>
#include <cmath>

namespace coop
{

namespace
{
const QHash<QString, SymbolShape>& allSymbols()
{
    static const QHash<QString, SymbolShape> all{
        {QStringLiteral("outlet"), outletSymbol()},
        {QStringLiteral("star-outlet"), starOutletSymbol()},
        {QStringLiteral("centre"), centreSymbol()},
        {QStringLiteral("federation"), federationSymbol()},
        {QStringLiteral("township-seat"), townshipSeatSymbol()},
    };
    return all;
}
} // namespace

const SymbolShape& symbolShape(const QString& id)
{
    const auto& all = allSymbols();
    const auto it = all.constFind(id);
    return it != all.constEnd() ? *it : *all.constFind(QStringLiteral("outlet"));
}

QStringList symbolIds()
{
    return {QStringLiteral("outlet"), QStringLiteral("star-outlet"), QStringLiteral("centre"),
        QStringLiteral("federation"), QStringLiteral("township-seat")};
}

namespace
{
void drawVectors(
    QPainter& painter, const QString& id, QPointF at, double size, QColor colour, double unitsPerMm)
{
    const SymbolShape& shape = symbolShape(id);
    const double line = 0.18 * unitsPerMm / size; // in the symbol's own box
    painter.save();
    painter.translate(at);
    painter.scale(size, size);
    QPen edge(shape.hollow ? colour : Qt::white, shape.hollow ? line * 1.8 : line);
    edge.setJoinStyle(Qt::MiterJoin);
    painter.setPen(edge);
    painter.setBrush(shape.hollow ? QColor(Qt::white) : colour);
    painter.drawPath(shape.figure);
    if (!shape.knockout.isEmpty()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(shape.hollow ? colour : QColor(Qt::white));
        painter.drawPath(shape.knockout);
    }
    painter.restore();
}

/// The symbol as a picture: a map draws the same one hundreds of times.
QImage picture(const QString& id, double size, QColor colour, double unitsPerMm, double deviceScale)
{
    static QThreadStorage<QHash<QString, QImage>> ofThread;
    QHash<QString, QImage>& known = ofThread.localData();
    if (known.size() > 300)
        known.clear();
    const QString key = QStringLiteral("%1|%2|%3|%4|%5")
                            .arg(id)
                            .arg(size, 0, 'f', 3)
                            .arg(colour.rgba())
                            .arg(unitsPerMm, 0, 'f', 3)
                            .arg(deviceScale, 0, 'f', 3);
    if (const auto it = known.constFind(key); it != known.constEnd())
        return *it;
    const int side = 2 * int(std::ceil(1.2 * size * deviceScale)) + 2;
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(deviceScale);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawVectors(painter, id, QPointF(side, side) / 2 / deviceScale, size, colour, unitsPerMm);
    painter.end();
    known.insert(key, image);
    return image;
}
} // namespace

void drawSymbol(
    QPainter& painter, const QString& id, QPointF at, double size, QColor colour, double unitsPerMm)
{
    SymbolStamp(painter, id, colour, unitsPerMm).put(at, size);
}

SymbolStamp::SymbolStamp(QPainter& p, const QString& symbol, QColor symbolColour, double perMm)
    : painter(p)
    , id(symbol)
    , colour(symbolColour)
    , unitsPerMm(perMm)
    , toDevice(p.deviceTransform())
    , toPainter(toDevice.inverted())
    , pixels(p.paintEngine() != nullptr && p.paintEngine()->type() == QPaintEngine::Raster
          && toDevice.type() <= QTransform::TxScale && qFuzzyCompare(toDevice.m11(), toDevice.m22())
          && toDevice.m11() > 0)
{
}

void SymbolStamp::put(QPointF at, double size)
{
    if (!pixels || size * toDevice.m11() > 60)
        return drawVectors(painter, id, at, size, colour, unitsPerMm);
    if (size != pictureSize) {
        picture = coop::picture(id, size, colour, unitsPerMm, toDevice.m11());
        pictureSize = size;
    }
    const QPointF corner = toDevice.map(at) - QPointF(picture.width(), picture.height()) / 2;
    painter.drawImage(toPainter.map(QPointF(std::round(corner.x()), std::round(corner.y()))), picture);
}

} // namespace coop
