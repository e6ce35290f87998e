#pragma once
#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <QString>
#include <QStringList>
#include <QTransform>

class QPainter;

namespace coop
{

/// A point symbol as vectors: a closed figure that is filled and a figure that is drawn in white on it. Paths
/// lie in a box from -0.5 to 0.5, y downwards.
struct SymbolShape {
    QPainterPath figure{};
    QPainterPath knockout{}; ///< drawn in white on the figure
    bool hollow = false; ///< outline in the colour, filled white
};

/// Each in its own file; they differ in shape, not only in colour.
SymbolShape outletSymbol(); ///< circle
SymbolShape starOutletSymbol(); ///< star
SymbolShape centreSymbol(); ///< house in a square
SymbolShape federationSymbol(); ///< flag
SymbolShape townshipSeatSymbol(); ///< ring with a dot

/// outlet, star-outlet, centre, federation, township-seat; unknown ids get the outlet's.
const SymbolShape& symbolShape(const QString& id);
QStringList symbolIds();

/// `size` in painter units, centred on `at`.
void drawSymbol(
    QPainter& painter, const QString& id, QPointF at, double size, QColor colour, double unitsPerMm);

/// The same for many points of one layer: what is the same for all is looked up once.
class SymbolStamp
{
public:
    SymbolStamp(QPainter& painter, const QString& id, QColor colour, double unitsPerMm);
    void put(QPointF at, double size);

private:
    QPainter& painter;
    QString id;
    QColor colour;
    double unitsPerMm;
    QTransform toDevice, toPainter;
    bool pixels; ///< pictures of the symbol can be put down
    double pictureSize = 0;
    QImage picture;
};

} // namespace coop
