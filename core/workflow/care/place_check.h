#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"

#include <QList>
#include <QString>

namespace coop
{

class Workspace;

/// A row of a ledger with a point, and where it lies.
struct PlacedRow {
    QString registry, kind, code, name; ///< kind: 服务网点
    RowId id = 0;
    QString township{}; ///< as the row has it
    QString found{}; ///< where its point lies; empty: outside all
};

/// Points that do not lie in the township that their row names, and rows that have no point yet.
struct PlaceReport {
    QList<PlacedRow> outside{};
    QList<PlacedRow> without{};
    bool schematic = false; ///< by schematic boundaries: a hint, no proof
};
Result<PlaceReport> placeReport(const Workspace& workspace);

} // namespace coop
