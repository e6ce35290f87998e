#include "core/map/symbols/symbol.h"

#include <cmath>
#include <numbers>

namespace coop
{

SymbolShape starOutletSymbol()
{
    SymbolShape shape;
    for (int i = 0; i < 10; ++i) {
        const double angle = std::numbers::pi * (i / 5.0 - 0.5), radius = i % 2 == 0 ? 0.62 : 0.27;
        const QPointF p(radius * std::cos(angle), radius * std::sin(angle) + 0.05);
        if (i == 0)
            shape.figure.moveTo(p);
        else
            shape.figure.lineTo(p);
    }
    shape.figure.closeSubpath();
    return shape;
}

} // namespace coop
