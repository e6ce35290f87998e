#include "core/map/symbols/symbol.h"

namespace coop
{

/// A flag on its pole; the foot of the pole stands on the place.
SymbolShape federationSymbol()
{
    SymbolShape shape;
    shape.figure.moveTo(-0.24, 0.12);
    for (const QPointF p :
        {QPointF(-0.24, 0.0), QPointF(-0.08, 0.0), QPointF(-0.08, -1.0), QPointF(0.78, -0.7),
            QPointF(0.08, -0.4), QPointF(0.08, 0.0), QPointF(0.24, 0.0), QPointF(0.24, 0.12)})
        shape.figure.lineTo(p);
    shape.figure.closeSubpath();
    return shape;
}

} // namespace coop
