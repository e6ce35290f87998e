#pragma once
#include "core/base/result.h"
#include "core/tabular/read/worksheet.h"

#include <QString>
#include <optional>

namespace coop
{

struct FieldSpec;

/// A text table's cell that holds a number, as Excel shows it: at most 15 digits and no exponent
/// (8.140000000000001 → 8.14, 5.00101101E+8 → 500101101). Everything else stays.
QString shownText(const QString& raw);

/// What a cell says for a field: days of serial numbers where the field is a date or a month, what the screen
/// shows where it is a text, a number's own digits where it is a number. `exponent` is the power of ten of
/// the heading's unit. Errors, the second half of a sentence: an error or a formula without a result, digits
/// that Excel has dropped, 2024.1 that was 2024.10, a format that scales where the heading does, too.
Result<QString> textForField(
    const FieldSpec& field, const CellValue& cell, const Worksheet& sheet, int exponent = 0);

/// Why a day or month must not be taken from a text whose number format is lost (a text table, the clipboard,
/// a field of a layer): 2024.1 may have been 2024.10, 1900/1/1 was a small number shown as a day. The second
/// half of a sentence; nothing when there is no doubt.
std::optional<QString> doubtfulDay(const FieldSpec& field, const QString& text);

/// Whether a whole text is a day as Excel writes one that it made of a number or of 3-5: 2009/7/6, 3月5日.
bool looksLikeExcelsDay(const QString& text);

/// Whether a long number lost its last digits to an exponent: 5.00119E+18.
bool lostDigits(const QString& text);

/// #N/A, #REF! and the like.
bool isExcelError(const QString& text);

/// What clerks write where there is nothing: —, /, 无.
bool meansNothing(const QString& text);

} // namespace coop
