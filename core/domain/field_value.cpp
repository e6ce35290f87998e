#include "core/domain/field_value.h"

namespace coop
{

const FieldValue::List& FieldValue::list() const
{
    static const List none;
    return isList() ? std::get<List>(held) : none;
}

bool FieldValue::operator==(const FieldValue& other) const
{
    return held == other.held;
}

} // namespace coop
