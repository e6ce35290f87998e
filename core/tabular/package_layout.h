#pragma once
#include <QList>

class QString;

namespace coop
{

struct TableSheet;

// What GDAL's drivers leave out of a workbook: merged cells (their text stands in the first cell only),
// hidden sheets, whether 2024.1 is a number. Read from the XML in the file, through GDAL's /vsizip/.
void layOutXlsx(const QString& path, QList<TableSheet>& sheets);
void layOutOds(const QString& path, QList<TableSheet>& sheets);

} // namespace coop
