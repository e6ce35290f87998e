#pragma once
#include "core/exchange/merge/settle.h"

#include <QStringList>

namespace coop
{

class Workspace;

/// A conflict as people read it. The lists go together, a field each.
struct ConflictLine {
    Conflict conflict;
    QString office; ///< 某镇
    QString row; ///< 社会化服务 FW2-0001 …
    QString kind;
    QString by; ///< who changed it at the township, and when
    QStringList fields, before, ours, theirs;
    QString standing; ///< 待处理, 已退回：…, 采用乡镇（张三 2024-12-31）
    QList<Settlement::Choice> choices;
};

/// Reads names from the workspace: call it where the workspace is.
QList<ConflictLine> conflictLines(const Workspace& workspace, const QList<Conflict>& conflicts);
/// What a button or menu says for a choice: 采用乡镇, 另填…
QString choiceAction(Settlement::Choice choice);

} // namespace coop
