#include "ui/session/first_period.h"

#include "core/store/figures/indicator_reader.h"
#include "core/store/workspace.h"

namespace coop
{

Period firstPeriod(const Workspace& workspace)
{
    const Period now = Period::quarterOf(QDate::currentDate());
    QDate last;
    for (const Indicator& indicator : workspace.plan().indicators) {
        if (!indicator.headline)
            continue;
        const auto day = dataUntil(workspace, indicator.id, now);
        if (day && day->isValid() && (!last.isValid() || *day > last))
            last = *day;
    }
    return last.isValid() ? Period::quarterOf(last) : now;
}

} // namespace coop
