#pragma once
#include "core/domain/field_value.h"

#include <QStringView>

namespace coop
{

struct RegistrySpec;

/// One row of a ledger: an id (0 while it is new) and a value for each field of its spec, in the spec's
/// order.
class Record
{
public:
    /// `spec` must outlive the record.
    explicit Record(const RegistrySpec& spec);

    const RegistrySpec& spec() const { return *theSpec; }

    /// Null for a field that the spec does not have.
    const FieldValue& operator[](QStringView field) const;
    const FieldValue& at(int index) const { return values[size_t(index)]; }
    /// Writing a field that the spec does not have is a defect: throws std::logic_error.
    void set(QStringView field, FieldValue value);
    void setAt(int index, FieldValue value) { values[size_t(index)] = std::move(value); }

    QString code() const { return (*this)[u"code"].text(); }
    /// What a person calls the row: its name, else its code.
    QString title() const;

    RowId id = 0;

private:
    const RegistrySpec* theSpec;
    std::vector<FieldValue> values;
};

} // namespace coop
