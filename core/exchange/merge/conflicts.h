#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
#include "core/base/text/worded.h"
#include "core/store/history/row_op.h"

#include <QJsonObject>
#include <QList>
#include <optional>

namespace coop
{

class UnitOfWork;
class Workspace;

/// Why a merge left a row to people.
enum class ConflictKind {
    field, ///< 两边都改了
    removed, ///< by one side, while the other went on
    duplicate,
    reference,
    locked,
    rule,
    area,
    refused,
};
/// field, delete, duplicate …: in the inbox and in JSON.
QString toText(ConflictKind kind);
std::optional<ConflictKind> conflictKindFrom(QStringView text);
QString conflictKindWord(const Kept<ConflictKind>& kind); ///< 两边都改了 …

/// What a merge could not settle, as the inbox keeps it. Values are the fields' stored JSON.
struct Conflict {
    RowId row = 0; ///< of the inbox; 0 in a preview
    QString number; ///< CT1-0001, by which people and coopctl name it
    int device = 0; ///< the office that handed it in
    qint64 sequence = 0; ///< of its package
    QString registry;
    RowId id = 0; ///< of the ledger's row
    QString code; ///< of the ledger's row
    Kept<ConflictKind> kind = ConflictKind::field;
    Kept<RowOp> op = RowOp::change; ///< what the office did
    QJsonObject fields; ///< field → [before, ours, theirs]
    QString reason; ///< the sentence of the rule that stands against it
    QString who, time; ///< who changed it at the township and when (UTC, ISO)
    QString state; ///< one of the words below
    QString question, settledBy, settledAt;
};

inline const QString conflictWaits = QStringLiteral("待处理");
inline const QString conflictSentBack = QStringLiteral("已退回");
inline const QString conflictRefused = QStringLiteral("不接受"); ///< not theirs to change: nothing to settle

/// Still to be decided: waits here or at the township.
inline bool isOpen(const Conflict& conflict)
{
    return conflict.state == conflictWaits || conflict.state == conflictSentBack;
}

/// The inbox: what is open, or everything that ever was in it. Oldest first.
Result<QList<Conflict>> conflicts(const Workspace& workspace, bool all = false);
/// One, open or not; nothing when there is none. Throws what SQLite refuses.
std::optional<Conflict> conflictOf(const Workspace& workspace, RowId row);
/// How many wait here; 0 where there is no inbox.
int waitingConflicts(const Workspace& workspace);

/// Puts it into the inbox; a row id of 0 is a new one. Errors: those of UnitOfWork.
Result<> noteConflict(UnitOfWork& work, const Conflict& conflict);

} // namespace coop
