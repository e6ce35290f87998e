#pragma once
#include "core/base/result.h"
#include "core/base/text/worded.h"
#include "core/domain/field_value.h"
#include "core/store/door.h"
#include "core/store/history/row_op.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QStringList>
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
    Kept<RowOp> op = RowOp::change;
    QList<ChangedField> fields; ///< in the spec's order, only those that changed
};

/// How many rows of a registry an entry touched, by what happened to them.
struct ChangeCount {
    QString registry;
    Kept<RowOp> op = RowOp::change;
    qint64 rows = 0;
};

/// One step of the workspace's history: everything that one UnitOfWork changed. One word of it that this
/// program does not know hides nothing of the rest.
struct ChangeEntry {
    qint64 entry = 0;
    QDateTime time; ///< UTC
    QString who;
    Kept<Door> door = Door::form;
    QString reason;
    qint64 undoes = 0; ///< the entry that this one takes back; 0: none
    bool undone = false; ///< whether another entry has taken this one back
    QList<ChangedRow> rows;
    QList<ChangeCount> counts; ///< of the whole entry, also when `rows` are left out
};

/// Which entries of the history. Every condition must hold.
struct HistoryFilter {
    QString registry{}; ///< only entries and rows of it
    RowId row = 0; ///< only that row and its child rows (a member's memberships)
    QString who{};
    std::optional<Door> door{};
    QDate from{}, to{}; ///< local days, both included
    qint64 before = 0; ///< only entries with a lower number, for paging; 0: all
    int limit = -1; ///< of entries
};

/// Newest first, with their rows (those that the filter's registry and row name).
Result<QList<ChangeEntry>> history(const Workspace& workspace, const HistoryFilter& filter = {});
/// The same without rows, for lists: an import of 10,000 rows is one line.
Result<QList<ChangeEntry>> historyHeads(const Workspace& workspace, const HistoryFilter& filter = {});
/// `rowLimit`: at most so many of its rows.
Result<ChangeEntry> historyEntry(const Workspace& workspace, qint64 entry, int rowLimit = -1);
/// The row that has or had this code, also when it was removed since. Errors: notFound.
Result<RowId> rowInHistory(const Workspace& workspace, const QString& registry, const QString& code);
/// Everybody who stands in the history, in the order of the alphabet.
Result<QStringList> historyPeople(const Workspace& workspace);

/// Recomputes the chain of hashes. Nothing when every entry is as it was written, else what was changed
/// where.
struct LogProblem {
    qint64 entry = 0;
    QString text;
};
Result<QList<LogProblem>> verifyChangeLog(const Workspace& workspace);

} // namespace coop
