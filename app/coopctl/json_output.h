#pragma once
#include "core/domain/field_text.h"
#include "core/domain/plan/reading.h"
#include "core/domain/record.h"

#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

class Workspace;

/// One field as the command line's JSON has it: references {code, name}, numbers in the unit of the heading,
/// 是/否, lists as arrays, personal data masked unless shown.
enum class Personal { masked, shown };
QJsonValue fieldJson(const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup,
    Personal personal = Personal::masked);
QJsonObject recordJson(
    const Record& record, const ReferenceLookup& lookup, Personal personal = Personal::masked);
QJsonObject readingJson(const Reading& reading);

} // namespace coop
