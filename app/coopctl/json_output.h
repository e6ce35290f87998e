#pragma once
#include "core/domain/field_text.h"
#include "core/domain/reading.h"
#include "core/domain/record.h"

#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

/// One field as the command line's JSON has it: references {code, name}, numbers in the unit of the heading,
/// 是/否, lists as arrays, personal data masked.
QJsonValue fieldJson(const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup);
QJsonObject recordJson(const Record& record, const ReferenceLookup& lookup);
QJsonObject readingJson(const Reading& reading);

} // namespace coop
