#pragma once
#include "core/domain/record.h"
#include "core/store/check_finding.h"

#include <QHash>

namespace coop
{

class Workspace;

/// The workspace's content as its history tells it: registry → row id → the fields that have a column.
using ReplayedContent = QHash<QString, QHash<RowId, std::vector<FieldValue>>>;

/// Plays the change log from its first entry on. Stops with what it has when `progress` says so. Throws what
/// SQLite refuses. `after`: begins with `content` as it stood after that entry.
ReplayedContent replay(const Workspace& workspace, const CheckProgress& progress = {}, qint64 after = 0,
    ReplayedContent content = {});
/// The content as it stands in the tables.
ReplayedContent currentContent(const Workspace& workspace);

/// Rows that are not what the history says, and map layers whose features are not what they were: changed
/// behind the program's back (kind changed-outside).
QList<CheckFinding> checkAgainstHistory(const Workspace& workspace, const CheckProgress& progress = {});
/// Where two contents differ, a finding a row; `left` and `right` name them: 历史, 表.
QList<CheckFinding> differences(const Workspace& workspace, const ReplayedContent& expected,
    const ReplayedContent& found, const QString& expectedName, const QString& foundName);

} // namespace coop
