#pragma once
#include "core/domain/record.h"
#include "core/exchange/merge/conflicts.h"
#include "core/store/unit_of_work.h"

namespace coop
{

/// How a conflict is settled.
struct Settlement {
    /// `theirs` 采用乡镇; of a duplicate: the row that is here takes the values handed in. `ours` 保留区级.
    /// `edited` 另填. `both` 两者保留: of a duplicate, under another name or code. `back` 退回 with a
    /// question.
    enum class Choice { theirs, ours, edited, both, back } choice = Choice::ours;
    QList<std::pair<QString, FieldValue>> edited{}; ///< of `edited` and `both`: field → value in stored units
    QString question{}; ///< of `back`
};
/// The word that the inbox and the history have for a choice.
QString settlementWord(Settlement::Choice choice);
/// Which choices make sense for a conflict, in the order in which they are offered.
QList<Settlement::Choice> choicesFor(const Conflict& conflict);

/// Settles one, as one step of the history that can be undone. Errors: refused or duplicate (a rule stands
/// against it), locked (the quarter is), notFound (no such conflict, or no longer open); nothing is changed.
Result<> settleConflict(Workspace& workspace, Author author, RowId conflict, const Settlement& settlement);
/// The same for many in one step, as far as rules allow; those that they do not are named and stay open.
struct SettledAll {
    int settled = 0;
    QList<std::pair<Conflict, Error>> left;
};
Result<SettledAll> settleAll(
    Workspace& workspace, Author author, const QList<Conflict>& conflicts, Settlement::Choice choice);

} // namespace coop
