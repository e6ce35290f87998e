#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace coop
{

/// What could be read of a damaged workspace.
struct Salvaged {
    qint64 rows = 0; ///< rows of ledgers in the new workspace
    qint64 fromHistory = 0; ///< of them: those that only the history still knew
    bool historyKept = false; ///< whether the history was whole and came along
    qint64 lost = 0; ///< rows that the file says there were and nothing could read
    QStringList remarks; ///< what a person has to look after, a sentence each
};

/// Reads what can be read of `damaged` (never written to) into a new workspace. A history that is whole
/// comes along, and the content is what it says; else the content is what the tables and the readable part of
/// the history still have, and the history begins anew with it. `fallbackPlan`: used when the
/// file's own cannot be read. Errors: fileUnreadable,
/// fileUnwritable (`out` exists), notAWorkspace (not even the plan can be read).
Result<Salvaged> salvage(
    const QString& damaged, const QString& out, const QString& who, const QByteArray& fallbackPlan = {});

} // namespace coop
