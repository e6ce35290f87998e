#include "app/coopctl/field_arguments.h"

#include "core/base/text/text.h"
#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"

namespace coop
{

Result<std::pair<QString, FieldValue>> parseAssignment(
    const RegistrySpec& spec, const QString& assignment, const ReferenceLookup& lookup)
{
    const auto equals = assignment.indexOf(u'=');
    if (equals <= 0)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("“%1”要写成 字段=值，例如 name=平安综合服务社").arg(assignment));
    const QString id = assignment.left(equals).trimmed();
    const FieldSpec* field = spec.field(id);
    for (const FieldSpec& each : spec.fields)
        if (!field && comparable(each.label) == comparable(id))
            field = &each;
    if (!field) {
        QStringList known;
        for (const FieldSpec& each : spec.fields)
            known += QStringLiteral("%1（%2）").arg(each.id, each.label);
        return fail(ErrorKind::notFound,
            QStringLiteral("台账“%1”没有字段“%2”，可用的有：%3").arg(spec.label, id, known.join(u'、')));
    }
    const auto value = parseField(*field, assignment.mid(equals + 1), lookup);
    if (!value)
        return fail(value.error().kind, QStringLiteral("“%1”%2").arg(field->heading(), value.error().text));
    return std::pair(field->id, *value);
}

Result<> applyAssignments(
    Record& record, const std::vector<std::string>& assignments, const ReferenceLookup& lookup)
{
    for (const std::string& each : assignments) {
        auto assignment = parseAssignment(record.spec(), QString::fromStdString(each), lookup);
        COOP_TRY(assignment);
        record.set(assignment->first, std::move(assignment->second));
    }
    return {};
}

} // namespace coop
