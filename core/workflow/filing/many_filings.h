#pragma once
#include "core/workflow/filing/filing.h"

namespace coop
{

struct Author;

/// What is done with several filings at once; each of them is a step of its own in the history.
enum class ManyStep { review, lock, giveBack };
QString manyStepWord(ManyStep step); ///< 审核 锁定 退回

/// One of several filings and what would come, or came, of the step.
struct FilingOfMany {
    FilingStanding filing; ///< as it stands, after the step where it was taken
    QString refusal; ///< why it is left as it is; empty: it may be done, or is done
};
/// What would come of the step; writes nothing.
Result<QList<FilingOfMany>> tryOnMany(
    const Workspace& workspace, ManyStep step, const QList<FilingKey>& filings, const QString& who);
/// Takes it wherever it may be taken and leaves the others as they are. 退回 wants a reason.
Result<QList<FilingOfMany>> takeOnMany(Workspace& workspace, const Author& author, ManyStep step,
    const QList<FilingKey>& filings, const QString& reason);

} // namespace coop
