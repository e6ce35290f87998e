#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/domain/plan/task_light.h"

#include <QList>
#include <QMap>

namespace coop
{

class Workspace;

/// Something that has to be done next, as 总览 lists it, and where it is done.
struct NextStep {
    enum class Urgency { now, soon, later };
    QString text;
    Urgency urgency = Urgency::soon;
    QString page; ///< entry, tasks, exchange, settings
    QString registry{}; ///< and in it the row, where there is one
    RowId row = 0;
};

struct NextSteps {
    QList<NextStep> steps; ///< the most urgent first
    QMap<TaskLight, int> lights; ///< how many tasks have each
    int filings = 0; ///< that wait for a step: to be handed in, mended, reviewed, locked
    int unreported = 0; ///< of them, that were never handed in
    int conflicts = 0; ///< of merges, that wait to be settled here
    int tasks = 0; ///< past their date, due within 30 days, or with a 销号 to be granted
};

/// What waits in a quarter on a day: filings that are 未提交, to be reviewed, locked or corrected, a quarter
/// to be closed, tasks past their date or due within 30 days, 销号 that was asked for, conflicts of merges,
/// no backup for a week.
Result<NextSteps> nextSteps(const Workspace& workspace, const Period& quarter, QDate today);

} // namespace coop
