#pragma once
#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace coop
{

/// What could be read of a damaged workspace.
struct Salvaged {
    qint64 rows = 0; ///< rows of ledgers in the new workspace
    qint64 fromHistory = 0; ///< of them: those that only the history still knew
    qint64 lost = 0; ///< rows that the file says there were and nothing could read
    bool historyKept = false; ///< whether the history was whole and came along
    QStringList remarks; ///< what a person has to look after, a sentence each
};

/// Reads what can be read of `damaged` (never written to) into a new workspace. Errors: fileUnreadable,
/// fileUnwritable (`out` exists), notAWorkspace (not even the plan can be read).
Result<Salvaged> salvage(const QString& damaged, const QString& out, const QString& who);

} // namespace coop
