#pragma once
#include <QString>

namespace coop
{

struct FieldSpec;

/// A cell's content as Excel shows it: a number with at most 15 digits and no exponent (8.140000000000001 →
/// 8.14, 5.00101101E+8 → 500101101), a date as 2024-07-26. Everything else stays.
QString shownText(const QString& raw);

/// The same, read for a field: serial numbers of days become dates where the field is a date or a month.
QString textForField(const FieldSpec& field, const QString& shown, bool date1904 = false);

/// Whether a long number lost its last digits to an exponent: 5.00119E+18.
bool lostDigits(const QString& text);

/// Stands in the cell of a formula that has no result.
inline const QString uncalculated = QStringLiteral("#未计算的公式");

/// #N/A, #REF! and the like.
bool isExcelError(const QString& text);

} // namespace coop
