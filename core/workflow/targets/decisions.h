#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/domain/plan/plan.h"
#include "core/domain/record.h"

#include <QDate>
#include <optional>

namespace coop
{

class UnitOfWork;
class Workspace;
struct Author;

/// One point of the plan that is unclear, and how this office reads it (口径说明).
struct Decision {
    const PlanQuestion* question = nullptr; ///< of the workspace's plan; its `chosen` is in force
    bool decided = false; ///< false: the plan's default, nobody chose
    QString by{}, reason{};
    QDate on{};
};

/// In the plan's order.
Result<QList<Decision>> decisions(const Workspace& workspace);

/// What a decision did to the targets of the district.
struct DecisionDone {
    bool changed = false; ///< false: it was in force already
    int targets = 0; ///< added, changed or removed
    QStringList kept{}; ///< 社会化服务规模 2024年: edited by hand, so they stay as they are
};

/// Chooses, in one entry of the change log (door "decide"): who, when and why, and the district's targets
/// that still are the plan's move to what the choice makes of them; edited ones stay. Errors: notFound
/// (question, choice), locked.
Result<DecisionDone> decide(
    Workspace& workspace, Author author, const QString& question, const QString& choice);

/// The row of a question: of the plan, or another one that the office decided.
Result<std::optional<Record>> storedDecision(const Workspace& workspace, const QString& question);
/// Writes it: who, today, why.
Result<> noteDecision(UnitOfWork& work, const Author& author, const QString& question, const QString& choice);

/// What was chosen where the plan is unclear about this indicator in this year, one line each:
/// 口径说明：会员单位“以上”是否含本数——含本数（≥）. For maps, tables and charts, below
/// basisLine().
QStringList notesFor(const Plan& plan, const Indicator& indicator, const Period& period);

} // namespace coop
