#include "core/map/symbols/symbol.h"

namespace coop
{

/// A flag on its pole; the foot of the pole stands on the place.
SymbolShape federationSymbol()
{
    SymbolShape shape;
    shape.figure.moveTo(-0.06, 0.06);
    for (const QPointF p :
        {QPointF(-0.06, -1.0), QPointF(0.72, -0.74), QPointF(0.08, -0.42), QPointF(0.08, 0.06)})
        shape.figure.lineTo(p);
    shape.figure.closeSubpath();
    shape.figure.addEllipse(QPointF(0.01, 0.08), 0.2, 0.12);
    shape.figure.setFillRule(Qt::WindingFill);
    return shape;
}

} // namespace coop
