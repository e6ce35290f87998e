#pragma once
#include "core/store/history/change_log.h"

namespace coop
{

// Why an entry cannot be taken back: a sentence that names the later entries which stand in the way.

/// `rows` of the entry are not as it left them any more.
Error laterChanges(const Workspace& workspace, const ChangeEntry& entry, const QList<ChangedRow>& rows);
/// Other rows refer to `added`, a row that the entry added; `reference` says which.
Error laterReferences(
    const Workspace& workspace, const ChangeEntry& entry, const ChangedRow& added, const Error& reference);

} // namespace coop
