#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <string>
#include <utility>
#include <vector>

namespace coop
{

class ReferenceLookup;

/// "township=云岭镇" as field and value, checked against the registry and parsed like a form's entry.
Result<std::pair<QString, FieldValue>> parseAssignment(
    const RegistrySpec& spec, const QString& assignment, const ReferenceLookup& lookup);

/// Sets each FIELD=VALUE on the record; an empty VALUE clears the field.
Result<> applyAssignments(
    Record& record, const std::vector<std::string>& assignments, const ReferenceLookup& lookup);

} // namespace coop
