#include "core/map/symbols/symbol.h"

namespace coop
{

SymbolShape outletSymbol()
{
    SymbolShape shape;
    shape.figure.addEllipse(QPointF(0, 0), 0.42, 0.42);
    return shape;
}

} // namespace coop
