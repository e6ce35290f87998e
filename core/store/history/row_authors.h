#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/domain/record.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>
#include <functional>

namespace coop
{

class Workspace;

// Who entered or changed rows with his own hands, as the history tells: what came with the workspace or by a
// merge, and taking a merge back, was somebody else's work.

Result<QSet<QString>> authorsOf(
    const Workspace& workspace, const QString& registry, const QList<RowId>& rows);

/// Rows of a registry as a step found or left them.
struct RowsInTime {
    const RegistrySpec* spec = nullptr;
    /// Texts of which at least one stands in what the history keeps of a step that takes a row out: its
    /// month, the name of the field that says where it belongs.
    QStringList marks;
    /// Whether a row as it was belongs to them. What the history does not know of it is null.
    std::function<bool(const Record&)> holds;
    /// Every step on such a row counts; else only those that bring it in or take it out (rows that live on,
    /// with a date in the quarter).
    bool whole = true;
};
/// Whose steps took rows out of these or changed those that went: removals, moves to another month or place,
/// also by 撤销 and 重做. Rows that are still there: authorsOf.
Result<QSet<QString>> authorsOfGone(const Workspace& workspace, const RowsInTime& rows);

} // namespace coop
