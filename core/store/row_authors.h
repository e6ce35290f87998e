#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"

#include <QList>
#include <QSet>
#include <QString>

namespace coop
{

class Workspace;

/// Who entered or changed rows with his own hands, as the history tells: what came with the workspace or by a
/// merge was somebody else's work.
Result<QSet<QString>> authorsOf(
    const Workspace& workspace, const QString& registry, const QList<RowId>& rows);

} // namespace coop
