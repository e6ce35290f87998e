#pragma once
#include <QByteArray>

namespace coop
{

struct TableSheet;

// What GDAL takes for something else in the cells of an .xlsx; `xml` is the sheet's part of the package.

/// Days between the date systems that begin in 1900 and in 1904 (Excel for Mac).
inline constexpr int daysTo1904 = 1462;

/// In a workbook of the 1904 system GDAL reads dates four years and a day too early.
void shiftDates1904(const QByteArray& xml, TableSheet& sheet);

/// A formula whose result nobody has calculated yet looks empty: puts `uncalculated` into such cells.
void markFormulasWithoutResult(const QByteArray& xml, TableSheet& sheet);

} // namespace coop
