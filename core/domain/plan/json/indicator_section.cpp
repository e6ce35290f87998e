#include "core/domain/plan/json/json_node.h"
#include "core/domain/plan/json/measure_section.h"
#include "core/domain/plan/json/sections.h"
#include "core/domain/plan/json/unique_texts.h"
#include "core/domain/plan/reading.h"

namespace coop
{

namespace
{
const QList<Basis> bases{Basis::yearFlow, Basis::cumulative, Basis::stock};
const QStringList operators{QStringLiteral("≥"), QStringLiteral(">")};
constexpr int mostDecimals = 8; // what a target in the ledger keeps

QString written(const Indicator& indicator, qint64 value)
{
    return figure(indicator, value) + indicator.unit;
}

void readSplit(const JsonNode& node, const Indicator& indicator, IndicatorTarget& target)
{
    if (indicator.measure.split.isEmpty())
        return node.refuse(QStringLiteral("measure 里没有写“split”，目标不能分项"));
    const QStringList choices = splitChoices(indicator.measure);
    qint64 sum = 0;
    for (const QString& part : node.keys()) {
        if (!choices.contains(part))
            node[part].refuse(
                QStringLiteral("不认识分项“%1”，只能是%2").arg(part, choices.join(QStringLiteral("、"))));
        target.split[part] = node[part].amount(indicator.exponent);
        sum += target.split[part];
    }
    if (sum != target.value)
        node.refuse(QStringLiteral("各分项合计 %1，与目标 %2 不符")
                        .arg(written(indicator, sum), written(indicator, target.value)));
}

IndicatorTarget readTarget(const JsonNode& node, const Indicator& indicator, const Plan& plan)
{
    node.expectKeys({u"year", u"value", u"clause"}, {u"due", u"split"});
    IndicatorTarget target;
    target.year = node[u"year"].integer(plan.firstYear, plan.lastYear);
    target.value = node[u"value"].amount(indicator.exponent);
    target.clause = node[u"clause"].text();
    target.due = node.has(u"due") ? node[u"due"].date() : QDate(target.year, 12, 31);
    if (node.isSound() && target.due.year() != target.year)
        node[u"due"].refuse(QStringLiteral("应当是 %1 年内的日期").arg(target.year));
    if (node.has(u"split"))
        readSplit(node[u"split"], indicator, target);
    return target;
}

void readTargets(const JsonNode& list, Indicator& indicator, const Plan& plan)
{
    for (const JsonNode& node : list.items()) {
        const IndicatorTarget target = readTarget(node, indicator, plan);
        if (node.isSound() && !indicator.targets.isEmpty() && indicator.targets.last().year >= target.year)
            node[u"year"].refuse(QStringLiteral("%1 年的目标排在 %2 年之后；每年一个，按年份从小到大排")
                                     .arg(target.year)
                                     .arg(indicator.targets.last().year));
        indicator.targets += target;
    }
}

void readWeights(const JsonNode& node, Indicator& indicator)
{
    int sum = 0;
    for (const JsonNode& weight : node.items()) {
        indicator.weights += weight.integer(0, 100);
        sum += indicator.weights.last();
    }
    if (indicator.weights.size() != 4 || sum != 100)
        node.refuse(QStringLiteral("应当是四个季度的百分比，合计 100"));
    if (indicator.basis != Basis::yearFlow)
        node.refuse(QStringLiteral("只有口径为“%1”的指标才能写季度权重").arg(basisName(Basis::yearFlow)));
}

Basis readBasis(const JsonNode& node)
{
    QStringList names;
    for (const Basis basis : bases)
        names += basisName(basis);
    return bases[node.oneOf(names)];
}

} // namespace

Indicator readIndicator(const JsonNode& node, const Plan& plan)
{
    node.expectKeys({u"id", u"title", u"unit", u"basis", u"clause", u"measure", u"targets"},
        {u"exponent", u"decimals", u"operator", u"headline", u"weights"});
    Indicator indicator;
    indicator.id = node[u"id"].text();
    indicator.title = node[u"title"].text();
    indicator.unit = node[u"unit"].text();
    if (node.has(u"exponent"))
        indicator.exponent = node[u"exponent"].integer(0, mostDecimals);
    if (node.has(u"decimals"))
        indicator.decimals = node[u"decimals"].integer(0, indicator.exponent);
    indicator.basis = readBasis(node[u"basis"]);
    if (node.has(u"operator"))
        indicator.strict = node[u"operator"].oneOf(operators) == 1;
    indicator.headline = node.flagOr(u"headline", false);
    indicator.clause = node[u"clause"].text();
    indicator.measure = readMeasure(node[u"measure"], indicator.basis);
    if (node.isSound())
        readTargets(node[u"targets"], indicator, plan);
    if (node.has(u"weights"))
        readWeights(node[u"weights"], indicator);
    if (indicator.basis == Basis::yearFlow)
        indicator.paceFrom = plan.paceFrom;
    return indicator;
}

void readIndicators(const JsonNode& root, Plan& plan)
{
    UniqueTexts ids, titles;
    for (const JsonNode& node : root[u"indicators"].items()) {
        plan.indicators += readIndicator(node, plan);
        ids.add(node[u"id"], plan.indicators.last().id);
        titles.add(node[u"title"], plan.indicators.last().title);
    }
}

} // namespace coop
