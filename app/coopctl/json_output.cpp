#include "app/coopctl/json_output.h"

#include "core/base/decimal.h"
#include "core/base/text/text.h"
#include "core/domain/registry_spec.h"
#include "core/store/people/people.h"

namespace coop
{

namespace
{
QJsonValue oneJson(
    const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup, Personal personal)
{
    if (value.isNull())
        return QJsonValue::Null;
    switch (field.type) {
    case FieldType::integer:
        return value.number();
    case FieldType::decimal:
        return double(value.number()) / double(powerOfTen(field.scale));
    case FieldType::coordinate:
        return value.real();
    case FieldType::reference: {
        const auto found = lookup.row(field.registries, value.number());
        return QJsonObject{{QStringLiteral("code"), found.code}, {QStringLiteral("name"), found.name}};
    }
    case FieldType::yesNo:
    case FieldType::text:
    case FieldType::date:
    case FieldType::month:
    case FieldType::choice:
    case FieldType::choices:
        break;
    }
    const QString written = formatField(field, value, lookup);
    return field.personal && personal == Personal::masked ? masked(written) : written;
}

QJsonValue ratio(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}
} // namespace

QJsonValue fieldJson(
    const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup, Personal personal)
{
    if (!value.isList())
        return oneJson(field, value, lookup, personal);
    QJsonArray array;
    for (const FieldValue& element : value.list())
        array += oneJson(field, element, lookup, personal);
    return array;
}

QJsonObject recordJson(const Record& record, const ReferenceLookup& lookup, Personal personal)
{
    QJsonObject object;
    for (const FieldSpec& field : record.spec().fields)
        object.insert(field.id, fieldJson(field, record[field.id], lookup, personal));
    return object;
}

QJsonObject readingJson(const Reading& reading)
{
    const Indicator& indicator = *reading.indicator;
    const auto number = [&](const std::optional<qint64>& value) {
        return value ? QJsonValue(figureAsDouble(indicator, *value)) : QJsonValue(QJsonValue::Null);
    };
    QJsonValue area(QJsonValue::Null);
    if (reading.area.id != 0)
        area = QJsonObject{{QStringLiteral("registry"), reading.area.registry},
            {QStringLiteral("code"), reading.area.code}, {QStringLiteral("name"), reading.area.name}};
    return {{QStringLiteral("indicator"), indicator.id}, {QStringLiteral("title"), indicator.title},
        {QStringLiteral("unit"), indicator.unit}, {QStringLiteral("basis"), basisName(indicator.basis)},
        {QStringLiteral("period"), reading.period.toString()},
        {QStringLiteral("value"), number(reading.value)}, {QStringLiteral("target"), number(reading.target)},
        {QStringLiteral("completion"), ratio(reading.completion)},
        {QStringLiteral("pace"), ratio(reading.pace)}, {QStringLiteral("status"), statusId(reading.status)},
        {QStringLiteral("area"), area}};
}

} // namespace coop
