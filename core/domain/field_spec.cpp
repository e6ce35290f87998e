#include "core/domain/field_spec.h"

namespace coop
{

QString FieldSpec::heading() const
{
    return unit.isEmpty() ? label : QStringLiteral("%1（%2）").arg(label, unit);
}

} // namespace coop
