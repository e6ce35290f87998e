#pragma once
#include <QString>
#include <optional>

namespace coop
{

/// A serial number of a day as text: 2024-07-26, with 15:04:05 behind it when it has a time; a time alone
/// below 1. Nothing when a workbook cannot show it as a day.
std::optional<QString> serialDate(double serial, bool date1904);

/// A day or time as XML writes it (2024-03-05, 2024-03-05T15:04:05.000Z, T15:04), as CellValue shows it.
std::optional<QString> isoDate(const QString& text);

/// Days between the date systems that begin in 1900 and in 1904 (Excel for Mac).
inline constexpr int daysTo1904 = 1462;

} // namespace coop
