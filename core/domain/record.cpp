#include "core/domain/record.h"

#include "core/domain/registry_spec.h"

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
    if (const int index = theSpec->indexOf(field); index >= 0)
        setAt(index, std::move(value));
}

QString Record::title() const
{
    const QString name = (*this)[u"name"].text();
    return name.isEmpty() ? code() : name;
}

} // namespace coop
