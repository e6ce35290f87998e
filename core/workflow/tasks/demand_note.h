#pragma once
#include "core/workflow/tasks/task_status.h"

#include <QSizeF>
#include <QStringList>

class QPainter;

namespace coop
{

struct Plan;
class Workspace;

/// What a 督办单 says: one A4 page that goes to the units of a task and comes back signed.
struct DemandNote {
    QString planTitle, document, issuer;
    int no = 0;
    QString group, item, text, lead, responsible, deadline;
    QString light; ///< 逾期
    QStringList milestones; ///< each with how it stands on `on`
    QStringList reports; ///< of the last quarter that was reported
    QString demand; ///< 要求
    QDate on; ///< how things stood
    QDate made; ///< the date that the paper carries
    QString across{}; ///< 练习
};

/// 目标 50 个，实际 43 between `before` and `after`; empty for a milestone without a figure.
QString figuresText(
    const Plan& plan, const MilestoneStatus& status, const QString& before = {}, const QString& after = {});

/// What the units are asked for where nobody says otherwise.
QString usualDemand(TaskLight light);

/// An empty `demand` is the usual one.
DemandNote demandNote(
    const Workspace& workspace, const TaskStatus& status, QDate on, QDate made, const QString& demand = {});

inline constexpr QSizeF demandNotePaperMm{210, 297};
/// Draws the page from the painter's origin; smaller letters and fewer reports when it is too much for one.
void drawDemandNote(QPainter& painter, const DemandNote& note, double unitsPerMm);

/// Writes the notes into one PDF, a page each. Errors: refused (no note), invalidValue (another ending),
/// fileUnwritable; no half file stays.
Result<> exportDemandNotes(const QList<DemandNote>& notes, const QString& path);

} // namespace coop
