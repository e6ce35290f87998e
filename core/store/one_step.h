#pragma once
#include "core/store/file/sqlite_error.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <type_traits>

namespace coop
{

/// What a step is besides what it writes.
struct OneStep {
    qint64 undoes = 0; ///< the entry of the history that it takes back, 0 for none
    bool note = false; ///< leaves an entry also when nothing changed
    qint64* entry = nullptr; ///< gets its number in the history; 0: there is none
};

/// Lets `work` write with a UnitOfWork and commits: all of it is one entry of the history, or nothing is
/// written. Gives what `work` gives, a Result of anything. Where a work may end without writing, or a file
/// outside the workspace goes with it, UnitOfWork itself is begun and committed.
template <class Work>
auto inOneStep(Workspace& workspace, const Author& author, Work work, const OneStep& step = {})
    -> std::invoke_result_t<Work&, UnitOfWork&>
{
    return guarded(workspace.path(), [&]() -> std::invoke_result_t<Work&, UnitOfWork&> {
        const auto unit = UnitOfWork::begin(workspace, author, step.undoes);
        COOP_TRY(unit);
        auto done = work(**unit);
        if (!done)
            return done;
        const auto entry = step.note ? (*unit)->commitNote() : (*unit)->commit();
        COOP_TRY(entry);
        if (step.entry)
            *step.entry = *entry;
        return done;
    });
}

/// Adds the row when it has no id yet, else changes the one that it has. Gives its id.
inline Result<RowId> addOrChange(UnitOfWork& work, const Record& record)
{
    if (record.id == 0)
        return work.add(record);
    COOP_TRY(work.change(record));
    return record.id;
}

} // namespace coop
