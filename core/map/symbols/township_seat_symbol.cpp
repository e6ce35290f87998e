#include "core/map/symbols/symbol.h"

namespace coop
{

SymbolShape townshipSeatSymbol()
{
    SymbolShape shape;
    shape.hollow = true;
    shape.figure.addEllipse(QPointF(0, 0), 0.42, 0.42);
    shape.knockout.addEllipse(QPointF(0, 0), 0.15, 0.15);
    return shape;
}

} // namespace coop
