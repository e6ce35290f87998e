#pragma once
#include "core/domain/registry_spec.h"

namespace coop
{

/// Registries with a credit_code: an error when it is filled and is no 统一社会信用代码 (GB 32100-2015).
QList<Finding> creditCodeRule(const Record& row);

} // namespace coop
