#include "core/domain/plan_json/json_node.h"
#include "core/domain/plan_json/sections.h"
#include "core/domain/plan_json/unique_texts.h"

namespace coop
{

namespace
{
/// What a choice changes; kept as it is, but it must not talk about indicators that there are not.
void checkEffect(const JsonNode& node, const Plan& plan)
{
    node.expectKeys({}, {u"indicators", u"pace_from"});
    if (node.has(u"pace_from"))
        node[u"pace_from"].date();
    if (!node.has(u"indicators"))
        return;
    const JsonNode indicators = node[u"indicators"];
    for (const QString& id : indicators.keys()) {
        if (plan.indicator(id) == nullptr)
            indicators[id].refuse(QStringLiteral("indicators 里没有指标“%1”").arg(id));
        indicators[id].expectKeys({}, {u"basis", u"operator", u"targets"});
    }
}

PlanQuestion readQuestion(const JsonNode& node, const Plan& plan)
{
    node.expectKeys({u"id", u"title", u"text", u"clause", u"choices", u"default"});
    PlanQuestion question;
    question.id = node[u"id"].text();
    question.title = node[u"title"].text();
    question.text = node[u"text"].text();
    question.clause = node[u"clause"].text();
    question.chosen = node[u"default"].text();
    UniqueTexts ids;
    bool known = false;
    for (const JsonNode& choice : node[u"choices"].items()) {
        choice.expectKeys({u"id", u"text"}, {u"effect"});
        PlanQuestion::Choice read{choice[u"id"].text(), choice[u"text"].text(), {}};
        if (choice.has(u"effect")) {
            checkEffect(choice[u"effect"], plan);
            read.effect = choice[u"effect"].object();
        }
        ids.add(choice[u"id"], read.id);
        known = known || read.id == question.chosen;
        question.choices += read;
    }
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
        plan.questions += readQuestion(node, plan);
        ids.add(node[u"id"], plan.questions.last().id);
    }
}

} // namespace coop
