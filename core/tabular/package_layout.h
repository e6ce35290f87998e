#pragma once
#include "core/tabular/table_sheet.h"

namespace coop
{

/// A cell that is shown differently from how the file writes it (8.140000000000001 → 8.14).
struct RewordedCell {
    CellPlace place;
    QString written;
};

// What GDAL's drivers leave out of a workbook: merged cells (their text stands in the first cell only),
// hidden sheets, whether 2024.1 is a number. Read from the XML in the file, through GDAL's /vsizip/.
// `reworded`, a list for each sheet in the order of its rows: a cell of text gets its own words back.
void layOutXlsx(const QString& path, QList<TableSheet>& sheets, const QList<QList<RewordedCell>>& reworded);
void layOutOds(const QString& path, QList<TableSheet>& sheets);

} // namespace coop
