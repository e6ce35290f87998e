#pragma once
#include "core/store/history/change_log.h"

namespace coop
{

struct Author;

/// What 撤销 or 重做 would do next; `name` is the step's own: 导入网点 147 行.
struct UndoStep {
    qint64 entry = 0;
    QString name;
    QString who;
    QDateTime time; ///< UTC
};

/// The newest step that stands and may be taken back; nothing when there is none.
Result<std::optional<UndoStep>> nextUndo(const Workspace& workspace);
/// The step that was taken back last, unless something else was done since.
Result<std::optional<UndoStep>> nextRedo(const Workspace& workspace);

/// Whether `who` may take a step back or do it again: as he would have had to take it. undo and redo ask it
/// themselves; a window asks before it offers. Errors: locked.
Result<> mayTakeBack(const Workspace& workspace, const QString& who, qint64 entry);

/// Puts back the values before an entry, as a step of its own, and gives its number. The author's door is
/// set by this; an empty reason becomes 撤销：… Errors: refused, naming the later entries that stand in the
/// way, or because the entry is the making of the workspace or was taken back already; notFound.
Result<qint64> undo(Workspace& workspace, Author author, qint64 entry);
/// Takes back an undo (`entry` as nextRedo gives it). Errors as undo.
Result<qint64> redo(Workspace& workspace, Author author, qint64 entry);

} // namespace coop
