#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QHash>
#include <QList>
#include <optional>

namespace coop
{

class Workspace;
struct Author;

/// What one unit says about a task in one quarter.
struct TaskReport {
    RowId row = 0; ///< in the registry task_reports
    QString quarter; ///< 2024Q4
    QString unit, progress;
    std::optional<int> percent{};
    QString problem, nextStep;
    QDate reportedOn{};
};

/// All reports by the row of their task: the newest quarter first, in it by unit.
Result<QHash<RowId, QList<TaskReport>>> taskReports(const Workspace& workspace);

/// The report of a unit on a task as a row of task_reports, to be filled and saved: the one that is there, or
/// a new one. Errors: notFound (no such task), invalidValue (not a quarter, no unit).
Result<Record> taskReport(const Workspace& workspace, int task, const Period& quarter, const QString& unit);

/// Saves a report: one for each task, quarter and unit, so that the same again changes the one that is there.
/// A new one without a date is of today. Errors: those of UnitOfWork; locked when the unit's quarterly sheet
/// is reviewed or locked.
Result<RowId> saveTaskReport(Workspace& workspace, Author author, Record report);

} // namespace coop
