#include "core/domain/registry_spec.h"

#include "core/base/text/text.h"
#include "core/domain/value_rules.h"

#include <algorithm>

namespace coop
{

namespace
{
/// A list's elements one by one, any other value as its own only element.
FieldValue::List elementsOf(const FieldValue& value)
{
    return value.isList() ? value.list() : FieldValue::List{value};
}

QString choiceProblem(const FieldSpec& field, const FieldValue& value)
{
    for (const FieldValue& element : elementsOf(value))
        if (!element.isNull() && !field.choices.contains(element.text()))
            return QStringLiteral("“%1”填的是“%2”，请填其中之一：%3")
                .arg(field.heading(), inSentence(element.text()), field.choices.join(u'、'));
    return {};
}

QString fieldProblem(const FieldSpec& field, const Record& record, const Record* before)
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
    if (field.type == FieldType::text && before && value == (*before)[field.id])
        return {};
    for (const FieldValue& element : elementsOf(value))
        if (!element.isNull())
            if (QString problem = valueProblem(field, element, record.spec().identifies(field));
                !problem.isEmpty())
                return problem;
    return field.choices.isEmpty() ? QString() : choiceProblem(field, value);
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

QList<const FieldSpec*> RegistrySpec::datedFields() const
{
    QList<const FieldSpec*> dated;
    for (const FieldSpec& field : fields)
        if (field.isDated() && field.child.isEmpty())
            dated += &field;
    return dated;
}

const FieldSpec* RegistrySpec::when() const
{
    for (const FieldSpec* field : datedFields())
        if (field->isWhen())
            return field;
    return nullptr;
}

Hanging RegistrySpec::hanging() const
{
    return parent.isEmpty() ? hangsOn : Hanging{.registry = parent, .rowFields = {parentField}};
}

bool RegistrySpec::identifies(const FieldSpec& field) const
{
    return field.type == FieldType::text
        && (field.id == u"code"
            || (ledger
                && (field.id == u"name"
                    || std::any_of(naturalKeys.begin(), naturalKeys.end(),
                        [&](const QStringList& key) { return key.contains(field.id); }))));
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

QList<Finding> checkRecord(const Record& record, const Record* before)
{
    QList<Finding> findings;
    for (const FieldSpec& field : record.spec().fields)
        if (const QString problem = fieldProblem(field, record, before); !problem.isEmpty())
            findings += Finding{field.id, problem};
    if (record.spec().hasPoint() && record[u"lon"].isNull() != record[u"lat"].isNull())
        findings += Finding{QStringLiteral("lon"), QStringLiteral("“经度”和“纬度”要么都填，要么都不填")};
    if (record.spec().rules)
        findings += record.spec().rules(record);
    return findings;
}

} // namespace coop
