#pragma once
#include "core/domain/registry_spec.h"

namespace coop
{

/// Warns of a phone number that is neither a mobile (11 digits from 1), a landline (area code and 7 or 8
/// digits) nor a service number (400…). Masked values are taken as they are.
QList<Finding> phoneRule(const Record& row);

} // namespace coop
