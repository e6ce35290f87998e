#pragma once
#include "core/base/decimal.h"
#include "core/base/text/text.h"
#include "core/domain/field_text.h"

namespace coop
{

/// A field as ledger pages show it: numbers grouped, personal data masked.
inline QString shownText(const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup)
{
    const QString text = formatField(field, value, lookup, true);
    return field.personal ? masked(text) : text;
}

/// 1,402 行
inline QString lineCount(qsizetype number)
{
    return formatDecimal(number, 0, true) + QStringLiteral(" 行");
}

} // namespace coop
