#include "core/domain/plan/json/measure_section.h"

#include "core/domain/plan/json/json_node.h"
#include "core/domain/registries.h"

namespace coop
{

namespace
{
using Aggregate = Measure::Aggregate;
const QStringList aggregates{QStringLiteral("count"), QStringLiteral("sum"), QStringLiteral("entered")};

/// Reads names of fields of one registry.
struct FieldNames {
    const JsonNode& node;
    const RegistrySpec* spec;

    const FieldSpec* find(QStringView key, QString& name) const
    {
        if (!node.has(key))
            return nullptr;
        name = node[key].text();
        const FieldSpec* field = spec ? spec->field(name) : nullptr;
        if (spec && !field)
            node[key].refuse(QStringLiteral("台账“%1”没有字段“%2”").arg(spec->id, name));
        return field;
    }

    void find(
        QStringView key, QString& name, std::initializer_list<FieldType> types, const QString& kind) const
    {
        const FieldSpec* field = find(key, name);
        if (field && std::find(types.begin(), types.end(), field->type) == types.end())
            node[key].refuse(QStringLiteral("字段“%1”不是%2").arg(name, kind));
    }
};

Measure::Condition readCondition(const JsonNode& node, const RegistrySpec* spec)
{
    node.expectKeys({u"field", u"any_of"});
    Measure::Condition condition;
    const FieldSpec* field = FieldNames{node, spec}.find(u"field", condition.field);
    condition.anyOf = node[u"any_of"].texts();
    if (!field)
        return condition;
    QStringList choices = field->choices;
    if (field->type == FieldType::yesNo)
        choices = QStringList{QStringLiteral("是"), QStringLiteral("否")};
    if (choices.isEmpty())
        node[u"field"].refuse(QStringLiteral("字段“%1”没有选项，不能作条件").arg(condition.field));
    for (const JsonNode& value : node[u"any_of"].items())
        value.oneOf(choices);
    return condition;
}

void mustFit(const JsonNode& node, const Measure& measure, Basis basis)
{
    const auto needs = [&](QStringView key, bool needed, const QString& when) {
        if (needed && !node.has(key))
            node.refuse(QStringLiteral("%1要写“%2”").arg(when, key));
    };
    const auto excludes = [&](QStringView key, bool excluded, const QString& when) {
        if (excluded && node.has(key))
            node[key].refuse(QStringLiteral("%1不能写“%2”").arg(when, key));
    };
    const bool sum = measure.aggregate == Aggregate::sum;
    const bool entered = measure.aggregate == Aggregate::entered;
    needs(u"field", sum, QStringLiteral("求和（sum）"));
    excludes(u"field", !sum, QStringLiteral("不求和时"));
    excludes(u"distinct", measure.aggregate != Aggregate::count, QStringLiteral("不计数时"));
    for (const QStringView key : {u"where", u"when", u"from", u"until", u"split"})
        excludes(key, entered, QStringLiteral("手工录入（entered）的指标"));
    needs(u"when", basis == Basis::yearFlow && !entered, QStringLiteral("口径为“年度发生额”时"));
    excludes(u"from", basis == Basis::yearFlow, QStringLiteral("口径为“年度发生额”时"));
    excludes(u"until", basis == Basis::yearFlow, QStringLiteral("口径为“年度发生额”时"));
    needs(u"from", node.has(u"until") || node.has(u"from_required"), QStringLiteral("有截止或空日期规则时"));
}
} // namespace

Measure readMeasure(const JsonNode& node, Basis basis)
{
    node.expectKeys({u"registry"},
        {u"aggregate", u"field", u"distinct", u"where", u"when", u"from", u"from_required", u"until",
            u"split"});
    Measure measure;
    measure.registry = node[u"registry"].text();
    const RegistrySpec* spec = standardRegistries().find(measure.registry);
    if (!spec || spec->id != measure.registry) {
        node[u"registry"].refuse(QStringLiteral("没有编号为“%1”的台账").arg(measure.registry));
        spec = nullptr;
    }
    if (node.has(u"aggregate"))
        measure.aggregate = Aggregate(node[u"aggregate"].oneOf(aggregates));
    const FieldNames fields{node, spec};
    fields.find(u"field", measure.field, {FieldType::integer, FieldType::decimal}, QStringLiteral("数字"));
    fields.find(u"distinct", measure.distinct);
    fields.find(u"when", measure.when, {FieldType::month, FieldType::date}, QStringLiteral("月份或日期"));
    fields.find(u"from", measure.from, {FieldType::date}, QStringLiteral("日期"));
    fields.find(u"until", measure.until, {FieldType::date}, QStringLiteral("日期"));
    fields.find(u"split", measure.split, {FieldType::choice}, QStringLiteral("选项"));
    measure.fromRequired = node.flagOr(u"from_required", true);
    if (node.has(u"where"))
        for (const JsonNode& condition : node[u"where"].items())
            measure.where += readCondition(condition, spec);
    mustFit(node, measure, basis);
    return measure;
}

QStringList splitChoices(const Measure& measure)
{
    const RegistrySpec* spec = standardRegistries().find(measure.registry);
    const FieldSpec* field = spec ? spec->field(measure.split) : nullptr;
    return field ? field->choices : QStringList();
}

} // namespace coop
