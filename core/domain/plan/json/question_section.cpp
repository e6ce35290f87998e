#include "core/domain/plan/json/effect.h"
#include "core/domain/plan/json/json_node.h"
#include "core/domain/plan/json/sections.h"
#include "core/domain/plan/json/unique_texts.h"

namespace coop
{

namespace
{
QJsonObject indicatorObject(const JsonNode& root, const QString& id)
{
    for (const JsonNode& indicator : root[u"indicators"].items())
        if (indicator[u"id"].text() == id)
            return indicator.object();
    return {};
}

/// What a choice changes is checked by reading the indicators that it makes, so that no choice can fail when
/// an office takes it.
void checkEffect(const JsonNode& root, const JsonNode& node, const Plan& plan)
{
    node.expectKeys({}, {u"indicators", u"pace_from"});
    if (node.has(u"pace_from")) {
        const QDate from = node[u"pace_from"].date();
        if (node.isSound() && (from.year() < plan.firstYear || from.year() > plan.lastYear))
            node[u"pace_from"].refuse(QStringLiteral("%1 年不在方案年份 %2 到 %3 之内")
                                          .arg(from.year())
                                          .arg(plan.firstYear)
                                          .arg(plan.lastYear));
    }
    if (!node.has(u"indicators"))
        return;
    const JsonNode indicators = node[u"indicators"];
    for (const QString& id : indicators.keys()) {
        const JsonNode changes = indicators[id];
        if (plan.indicator(id) == nullptr)
            return changes.refuse(QStringLiteral("indicators 里没有指标“%1”").arg(id));
        changes.expectKeys({},
            {u"title", u"unit", u"exponent", u"decimals", u"basis", u"operator", u"headline", u"clause",
                u"measure", u"targets", u"weights"});
        if (node.isSound())
            readIndicator(changes.with(changedIndicator(indicatorObject(root, id), changes.object())), plan);
    }
}

PlanQuestion readQuestion(const JsonNode& root, const JsonNode& node, const Plan& plan)
{
    node.expectKeys({u"id", u"title", u"text", u"clause", u"choices", u"default"});
    PlanQuestion question;
    question.id = node[u"id"].text();
    question.title = node[u"title"].text();
    question.text = node[u"text"].text();
    question.clause = node[u"clause"].text();
    question.standard = node[u"default"].text();
    question.chosen = question.standard;
    UniqueTexts ids;
    bool known = false;
    for (const JsonNode& choice : node[u"choices"].items()) {
        choice.expectKeys({u"id", u"text"}, {u"effect"});
        PlanQuestion::Choice read{choice[u"id"].text(), choice[u"text"].text(), {}};
        if (choice.has(u"effect")) {
            checkEffect(root, choice[u"effect"], plan);
            read.effect = choice[u"effect"].object();
        }
        ids.add(choice[u"id"], read.id);
        known = known || read.id == question.chosen;
        question.choices += read;
    }
    if (const PlanQuestion::Choice* standard = question.choice(question.standard);
        standard && !standard->effect.isEmpty())
        node[u"default"].refuse(QStringLiteral("默认选项不能写“effect”：方案文件其余部分就是按它写的"));
    if (!known)
        node[u"default"].refuse(QStringLiteral("choices 里没有“%1”").arg(question.chosen));
    return question;
}
} // namespace

void readQuestions(const JsonNode& root, Plan& plan)
{
    if (!root.has(u"questions"))
        return;
    UniqueTexts ids;
    for (const JsonNode& node : root[u"questions"].items()) {
        plan.questions += readQuestion(root, node, plan);
        ids.add(node[u"id"], plan.questions.last().id);
    }
}

} // namespace coop
