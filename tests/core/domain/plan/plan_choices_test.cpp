#include "core/domain/plan/plan.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
QByteArray planJson()
{
    QFile file(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

Plan decided(const PlanChoices& chosen, const QByteArray& json = planJson())
{
    const auto plan = Plan::withChoices(json, chosen, QStringLiteral("某方案"));
    if (!plan)
        FAIL(plan.error().text.toStdString());
    return *plan;
}

Plan decided(const char* question, const char* choice)
{
    return decided({{QString::fromLatin1(question), QString::fromLatin1(choice)}});
}

/// The plan with another effect for a choice of the credit question.
QByteArray withEffect(const QJsonObject& indicators)
{
    QJsonObject root = QJsonDocument::fromJson(planJson()).object();
    QJsonArray questions = root[u"questions"].toArray();
    QJsonObject question = questions[3].toObject();
    QJsonArray choices = question[u"choices"].toArray();
    QJsonObject choice = choices[2].toObject();
    choice[u"effect"] = QJsonObject{{QStringLiteral("indicators"), indicators}};
    choices[2] = choice;
    question[u"choices"] = choices;
    questions[3] = question;
    root[u"questions"] = questions;
    return QJsonDocument(root).toJson();
}
} // namespace

TEST_CASE("without a decision the plan is what the file says")
{
    const Plan plan = decided(PlanChoices{});
    CHECK(plan.indicator(u"mu-times")->basis == Basis::yearFlow);
    CHECK(plan.indicator(u"centres")->targets.size() == 3);
    CHECK_FALSE(plan.paceFrom.isValid());
    CHECK(plan.question(u"flow-basis")->chosen == u"year");
    CHECK(plan.choices().size() == plan.questions.size());
}

TEST_CASE("each choice changes what it says and nothing else")
{
    SECTION("basis and measure")
    {
        const Plan plan = decided("flow-basis", "stock");
        CHECK(plan.indicator(u"credit")->basis == Basis::stock);
        CHECK(plan.indicator(u"credit")->measure.field == u"balance");
        CHECK(plan.indicator(u"credit")->measure.when == u"month"); // the rest of the measure stays
        CHECK(plan.indicator(u"credit")->measure.where.size() == 1);
        CHECK(plan.indicator(u"credit")->targets.size() == 4);
        CHECK(plan.indicator(u"members")->strict == false);
        CHECK(plan.question(u"flow-basis")->chosen == u"stock");
        CHECK(plan.question(u"flow-basis")->standard == u"year");
    }
    SECTION("operator")
    {
        CHECK(decided("members-300", "more-than").indicator(u"members")->strict);
    }
    SECTION("targets are replaced as a whole")
    {
        const Plan plan = decided("centres-years", "main-text");
        const Indicator& centres = *plan.indicator(u"centres");
        REQUIRE(centres.targets.size() == 2);
        CHECK(centres.target(2024)->value == 7);
        CHECK(centres.target(2024)->split.isEmpty());
        CHECK(centres.target(2025) == nullptr);
    }
    SECTION("pace")
    {
        const Plan plan = decided("pace-2024", "from-issue");
        CHECK(plan.paceFrom == QDate(2024, 7, 26));
        CHECK(plan.indicator(u"mu-times")->paceFrom == QDate(2024, 7, 26));
        CHECK_FALSE(plan.indicator(u"members")->paceFrom.isValid()); // a stock has no pace of its own
    }
    SECTION("two decisions together")
    {
        const Plan plan = decided({{QStringLiteral("pace-2024"), QStringLiteral("from-issue")},
            {QStringLiteral("flow-basis"), QStringLiteral("cumulative")}});
        CHECK(plan.paceFrom.isValid());
        CHECK(plan.indicator(u"credit")->basis == Basis::cumulative);
        CHECK_FALSE(plan.indicator(u"credit")->paceFrom.isValid()); // no year to be paced in
    }
}

TEST_CASE("an unknown question or choice is refused by name")
{
    for (const auto& [question, choice, words] :
        {std::tuple("flow-bases", "year", "flow-bases"), std::tuple("flow-basis", "month", "month")}) {
        const auto plan = Plan::withChoices(planJson(),
            {{QString::fromLatin1(question), QString::fromLatin1(choice)}}, QStringLiteral("某方案"));
        REQUIRE_FALSE(plan);
        CHECK(plan.error().kind == ErrorKind::notFound);
        CHECK(plan.error().text.contains(QLatin1String(words)));
    }
}

TEST_CASE("a choice may change any key of an indicator, and an effect that cannot be read refuses the file")
{
    const auto stock = QStringLiteral("stock");
    const auto question = QStringLiteral("flow-basis");
    const Plan plan = decided({{question, stock}},
        withEffect({{QStringLiteral("credit"),
            QJsonObject{{QStringLiteral("title"), QStringLiteral("信贷余额")},
                {QStringLiteral("weights"), QJsonArray{10, 20, 30, 40}},
                {QStringLiteral("measure"),
                    QJsonObject{{QStringLiteral("where"), QJsonValue::Null},
                        {QStringLiteral("field"), QStringLiteral("balance")}}}}}}));
    const Indicator& credit = *plan.indicator(u"credit");
    CHECK(credit.title == u"信贷余额");
    CHECK(credit.weights == QList<int>{10, 20, 30, 40});
    CHECK(credit.measure.where.isEmpty()); // null takes a key away
    CHECK(credit.measure.field == u"balance");

    const auto bad
        = Plan::fromJson(withEffect({{QStringLiteral("credit"),
                             QJsonObject{{QStringLiteral("measure"),
                                 QJsonObject{{QStringLiteral("field"), QStringLiteral("no_such_field")}}}}}}),
            QStringLiteral("某方案"));
    REQUIRE_FALSE(bad);
    CHECK(bad.error().text.contains(
        QStringLiteral("questions[3].choices[2].effect.indicators.credit.measure")));
}

TEST_CASE("a basis without weights drops those of the file")
{
    QByteArray json = withEffect(
        {{QStringLiteral("credit"), QJsonObject{{QStringLiteral("basis"), basisName(Basis::cumulative)}}}});
    QJsonObject root = QJsonDocument::fromJson(json).object();
    QJsonArray indicators = root[u"indicators"].toArray();
    for (int i = 0; i < indicators.size(); ++i)
        if (QJsonObject each = indicators[i].toObject(); each[u"id"].toString() == u"credit") {
            each[u"weights"] = QJsonArray{10, 20, 30, 40};
            indicators[i] = each;
        }
    root[u"indicators"] = indicators;
    json = QJsonDocument(root).toJson();
    CHECK(decided(PlanChoices{}, json).indicator(u"credit")->weights.size() == 4);
    CHECK(decided({{QStringLiteral("flow-basis"), QStringLiteral("stock")}}, json)
              .indicator(u"credit")
              ->weights.isEmpty());
}

TEST_CASE("a question concerns the indicators that its choices change, the pace only flows of its year")
{
    const Plan plan = decided(PlanChoices{});
    const PlanQuestion& basis = *plan.question(u"flow-basis");
    const PlanQuestion& pace = *plan.question(u"pace-2024");
    CHECK(basis.concerns(*plan.indicator(u"credit"), 2026));
    CHECK_FALSE(basis.concerns(*plan.indicator(u"members"), 2026));
    CHECK(pace.concerns(*plan.indicator(u"credit"), 2024));
    CHECK_FALSE(pace.concerns(*plan.indicator(u"credit"), 2025));
    CHECK_FALSE(pace.concerns(*plan.indicator(u"members"), 2024));
    CHECK_FALSE(plan.question(u"units")->concerns(*plan.indicator(u"credit"), 2024));
}
