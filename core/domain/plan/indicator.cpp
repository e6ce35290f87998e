#include "core/domain/plan/indicator.h"

namespace coop
{

QString basisName(Basis basis)
{
    switch (basis) {
    case Basis::yearFlow:
        return QStringLiteral("年度发生额");
    case Basis::cumulative:
        return QStringLiteral("累计");
    case Basis::stock:
        break;
    }
    return QStringLiteral("期末存量");
}

bool Measure::addsUp() const
{
    switch (aggregate) {
    case Aggregate::sum:
        return true;
    case Aggregate::count:
        return distinct.isEmpty(); // one member of two federations is one
    case Aggregate::entered:
        break;
    }
    return false;
}

const IndicatorTarget* Indicator::target(int year) const
{
    for (const IndicatorTarget& target : targets)
        if (target.year == year)
            return &target;
    return nullptr;
}

} // namespace coop
