#include "ui/widgets/quarter_box.h"

#include <algorithm>

namespace coop
{

QuarterBox::QuarterBox(const QString& name, const QString& accessibleName, QWidget* parent)
    : QComboBox(parent)
{
    setObjectName(name);
    setAccessibleName(accessibleName);
}

void QuarterBox::offer(int firstYear, int lastYear, const Period& chosen)
{
    clear();
    for (int year = firstYear; year <= lastYear; ++year)
        for (int number = 1; number <= 4; ++number) {
            const Period each = Period::ofQuarter(year, number);
            addItem(each.title(), each.toString());
        }
    const int place = (chosen.year() - firstYear) * 4 + chosen.quarter() - 1;
    setCurrentIndex(std::clamp(place, 0, std::max(0, count() - 1)));
}

Period QuarterBox::quarter() const
{
    return Period::parse(currentData().toString()).value();
}

} // namespace coop
