#include "core/map/symbols/symbol.h"

namespace coop
{

SymbolShape centreSymbol()
{
    SymbolShape shape;
    shape.figure.addRoundedRect(QRectF(-0.5, -0.5, 1, 1), 0.08, 0.08);
    shape.knockout.moveTo(0, -0.36);
    for (const QPointF p : {QPointF(0.38, -0.02), QPointF(0.26, -0.02), QPointF(0.26, 0.34),
             QPointF(0.08, 0.34), QPointF(0.08, 0.1), QPointF(-0.08, 0.1), QPointF(-0.08, 0.34),
             QPointF(-0.26, 0.34), QPointF(-0.26, -0.02), QPointF(-0.38, -0.02)})
        shape.knockout.lineTo(p);
    shape.knockout.closeSubpath();
    return shape;
}

} // namespace coop
