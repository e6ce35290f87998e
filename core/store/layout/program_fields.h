#pragma once
#include "core/domain/registry_spec.h"

namespace coop
{

/// A text that the program keeps for itself in a row.
inline FieldSpec programField(const QString& id, const QString& label, bool required = false)
{
    return {.id = id, .label = label, .required = required, .internal = true};
}

} // namespace coop
