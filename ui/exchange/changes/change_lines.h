#pragma once
#include "core/exchange/merge/merge.h"
#include "core/exchange/package/packed_rows.h"

#include <QStringList>

namespace coop
{

class Workspace;

/// One field of one changed row as people read it; the row itself is named in the first line of its fields.
struct ChangeLine {
    QString registry;
    RowId row = 0;
    bool first = true; ///< of its row
    QString ledger, code, name, op; ///< op: 新增 修改 删除
    QString field, before, after;
    QString who, when;
};

/// Row by row, field by field, with references by name, numbers with units and personal data masked. Reads
/// names from the workspace: call it where the workspace is.
QList<ChangeLine> changeLines(const Workspace& workspace, const QList<MergedRow>& rows);
QList<ChangeLine> changeLines(const Workspace& workspace, const QList<PackedChange>& rows);

} // namespace coop
