#include "core/domain/record.h"

#include "core/domain/registry_spec.h"

#include <stdexcept>

namespace coop
{

Record::Record(const RegistrySpec& spec)
    : theSpec(&spec)
    , values(size_t(spec.fields.size()))
{
}

const FieldValue& Record::operator[](QStringView field) const
{
    static const FieldValue none;
    const int index = theSpec->indexOf(field);
    return index < 0 ? none : at(index);
}

void Record::set(QStringView field, FieldValue value)
{
    const int index = theSpec->indexOf(field);
    if (index < 0)
        throw std::logic_error(QStringLiteral("%1 has no field %2").arg(theSpec->id, field).toStdString());
    setAt(index, std::move(value));
}

QString Record::title() const
{
    const QString name = (*this)[u"name"].text();
    return name.isEmpty() ? code() : name;
}

} // namespace coop
