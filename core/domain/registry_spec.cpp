#include "core/domain/registry_spec.h"

#include "core/base/decimal.h"
#include "core/base/text.h"

namespace coop
{

namespace
{
/// A list's elements one by one, any other value as its own only element.
FieldValue::List elementsOf(const FieldValue& value)
{
    return value.isList() ? value.list() : FieldValue::List{value};
}

QString rangeProblem(const FieldSpec& field, qint64 number)
{
    const auto shown = [&](qint64 value) { return formatDecimal(value, field.scale); };
    if (field.min && number < *field.min)
        return QStringLiteral("“%1”填的是 %2，不能小于 %3")
            .arg(field.heading(), shown(number), shown(*field.min));
    if (field.max && number > *field.max)
        return QStringLiteral("“%1”填的是 %2，不能大于 %3")
            .arg(field.heading(), shown(number), shown(*field.max));
    return {};
}

QString choiceProblem(const FieldSpec& field, const FieldValue& value)
{
    for (const FieldValue& element : elementsOf(value))
        if (!element.isNull() && !field.choices.contains(element.text()))
            return QStringLiteral("“%1”填的是“%2”，请填其中之一：%3")
                .arg(field.heading(), element.text(), field.choices.join(u'、'));
    return {};
}

QString fieldProblem(const FieldSpec& field, const Record& record)
{
    const FieldValue& value = record[field.id];
    const bool empty = value.isNull() || (value.isText() && value.text().isEmpty());
    if (empty) {
        if (field.required)
            return QStringLiteral("“%1”没有填，请填写").arg(field.heading());
        if (!field.requiredField.isEmpty() && record[field.requiredField].text() == field.requiredValue)
            return QStringLiteral("“%1”是“%2”时必须填“%3”")
                .arg(record.spec().field(field.requiredField)->heading(), field.requiredValue,
                    field.heading());
        return {};
    }
    if (!field.choices.isEmpty())
        return choiceProblem(field, value);
    if (field.isNumeric())
        return rangeProblem(field, value.number());
    return {};
}
} // namespace

int RegistrySpec::indexOf(QStringView name) const
{
    for (int i = 0; i < fields.size(); ++i)
        if (fields[i].id == name)
            return i;
    return -1;
}

const FieldSpec* RegistrySpec::field(QStringView name) const
{
    const int index = indexOf(name);
    return index < 0 ? nullptr : &fields[index];
}

QStringList RegistrySpec::naturalKeyOf(const Record& record) const
{
    for (const QStringList& key : naturalKeys)
        if (!record[key.first()].isNull())
            return key;
    return {};
}

Registries::Registries(QList<RegistrySpec> all)
    : specs(std::move(all))
{
    for (int i = 0; i < specs.size(); ++i)
        byId.insert(specs[i].id, i);
}

const RegistrySpec* Registries::find(QStringView name) const
{
    const auto known = byId.constFind(name.toString());
    if (known != byId.constEnd())
        return &specs[*known];
    for (const RegistrySpec& spec : specs)
        if (spec.label == name)
            return &spec;
    return nullptr;
}

Result<const RegistrySpec*> Registries::require(const QString& name) const
{
    if (const RegistrySpec* spec = find(name))
        return spec;
    QStringList known;
    for (const RegistrySpec* spec : ledgers())
        known += QStringLiteral("%1（%2）").arg(spec->id, spec->label);
    return fail(
        ErrorKind::notFound, QStringLiteral("没有名为“%1”的台账，可用的有：%2").arg(name, known.join(u'、')));
}

Result<const RegistrySpec*> Registries::requireEditable(const QString& name) const
{
    auto spec = require(name);
    if (spec && (*spec)->guarded)
        return fail(ErrorKind::refused,
            QStringLiteral("“%1”由程序按办理步骤填写，不能直接修改；请用“填报”“任务”“口径说明”页面或 coopctl "
                           "sheet、task、close、decide")
                .arg((*spec)->label));
    return spec;
}

QList<const RegistrySpec*> Registries::ledgers() const
{
    QList<const RegistrySpec*> found;
    for (const RegistrySpec& spec : specs)
        if (spec.ledger)
            found += &spec;
    return found;
}

QList<std::pair<const RegistrySpec*, const FieldSpec*>> Registries::referencesTo(
    const QString& registry) const
{
    QList<std::pair<const RegistrySpec*, const FieldSpec*>> found;
    for (const RegistrySpec& spec : specs)
        for (const FieldSpec& field : spec.fields)
            if (field.child.isEmpty() && field.registries.contains(registry))
                found += {&spec, &field};
    return found;
}

QList<Finding> checkRecord(const Record& record)
{
    QList<Finding> findings;
    for (const FieldSpec& field : record.spec().fields)
        if (const QString problem = fieldProblem(field, record); !problem.isEmpty())
            findings += Finding{field.id, problem};
    if (record.spec().hasPoint() && record[u"lon"].isNull() != record[u"lat"].isNull())
        findings += Finding{QStringLiteral("lon"), QStringLiteral("“经度”和“纬度”要么都填，要么都不填")};
    if (record.spec().rules)
        findings += record.spec().rules(record);
    return findings;
}

} // namespace coop
