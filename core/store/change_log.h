#pragma once
#include "core/base/result.h"
#include "core/domain/field_value.h"

#include <QDateTime>
#include <QList>
#include <optional>

namespace coop
{

class Workspace;

struct ChangedField {
    QString field;
    FieldValue before, after; ///< in stored units; a reference is the row's id
};

/// What happened to one row in one step.
struct ChangedRow {
    QString registry;
    RowId id = 0;
    QString code;
    QString op; ///< add, change, remove
    QList<ChangedField> fields; ///< in the spec's order, only those that changed
};

/// One step of the workspace's history: everything that one UnitOfWork changed.
struct ChangeEntry {
    qint64 entry = 0;
    QDateTime time; ///< UTC
    QString who, door, reason;
    qint64 undoes = 0; ///< the entry that this one takes back; 0: none
    bool undone = false; ///< whether another entry has taken this one back
    QList<ChangedRow> rows;
};

/// Newest first. With a registry, only entries and rows of it; with a row id, only that row and its child
/// rows (a member's memberships). `limit` counts entries.
Result<QList<ChangeEntry>> history(
    const Workspace& workspace, const QString& registry = {}, RowId row = 0, int limit = -1);
Result<ChangeEntry> historyEntry(const Workspace& workspace, qint64 entry);

/// Recomputes the chain of hashes. Nothing when every entry is as it was written, else what was changed
/// where.
struct LogProblem {
    qint64 entry = 0;
    QString text;
};
Result<QList<LogProblem>> verifyChangeLog(const Workspace& workspace);

} // namespace coop
