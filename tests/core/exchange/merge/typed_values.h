#pragma once
#include "core/domain/field_value.h"

namespace coop
{

/// What one clerk and another type into the same field.
inline const FieldValue a = QStringLiteral("甲"), b = QStringLiteral("乙"), c = QStringLiteral("丙");

} // namespace coop
