#pragma once
#include "core/workflow/filing/filing.h"

namespace coop
{

struct Author;

// The steps of a filing. Each is one entry of the history (door sheet), which undo does not take back; SQL
// triggers keep the same order. Errors: refused (not this step now, with what to do), locked (this person may
// not).

/// 提交: no error is left and every warning is explained.
Result<> submitFiling(Workspace& workspace, const Author& author, const FilingKey& key);
/// 审核, by a 审核 or 管理员 who neither submitted it nor entered any of its rows.
Result<> reviewFiling(Workspace& workspace, const Author& author, const FilingKey& key);
/// 锁定 what was reviewed.
Result<> lockFiling(Workspace& workspace, const Author& author, const FilingKey& key);
/// 退回 what was submitted or reviewed, with a reason; who submitted it may withdraw it.
Result<> returnFiling(
    Workspace& workspace, const Author& author, const FilingKey& key, const QString& reason);
/// 更正: opens a locked filing again, with a reason.
Result<> reopenFiling(
    Workspace& workspace, const Author& author, const FilingKey& key, const QString& reason);
/// Why a warning is as it is; an empty text takes the explanation back. Only while it is a draft.
Result<> explainFinding(Workspace& workspace, const Author& author, const FilingKey& key,
    const QString& finding, const QString& text);
/// 填表人 and 单位负责人, as they are printed.
Result<> nameFiling(Workspace& workspace, const Author& author, const FilingKey& key, const QString& filler,
    const QString& head);

// Why `who` may not take a step of a filing as it stands, in the sentence of the step itself; writes nothing.
Result<> mayReviewFiling(const Workspace& workspace, const FilingStanding& standing, const QString& who);
Result<> mayLockFiling(const Workspace& workspace, const FilingStanding& standing, const QString& who);
Result<> mayReturnFiling(const Workspace& workspace, const FilingStanding& standing, const QString& who);

/// What `who` may do next with a filing: ids submit, review, lock, return, reopen.
QStringList filingStepsFor(const Workspace& workspace, const FilingStanding& standing, const QString& who);

} // namespace coop
