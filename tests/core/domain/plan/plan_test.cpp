#include "core/domain/plan/plan.h"

#include "core/domain/plan/reading.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QString planPath = QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json");

const Plan& nanchuan()
{
    static const Plan plan = [] {
        const auto read = Plan::fromFile(planPath);
        if (!read)
            throw std::runtime_error(read.error().text.toStdString());
        return *read;
    }();
    return plan;
}

QString withoutBlanks(QString text)
{
    return text.remove(QRegularExpression(QStringLiteral("\\s")));
}

const QString& policy()
{
    static const QString text = [] {
        QFile file(QStringLiteral(COOP_SOURCE_DIR "/data/policy/nanchuan-2024-17.txt"));
        REQUIRE(file.open(QIODevice::ReadOnly));
        return withoutBlanks(QString::fromUtf8(file.readAll()));
    }();
    return text;
}

/// "2024: 8 = 区级1 乡镇级7 产业0; 2027: 11 …" in the indicator's unit.
QString targetsInWords(const Indicator& indicator)
{
    QStringList years;
    for (const IndicatorTarget& target : indicator.targets) {
        QString words = QStringLiteral("%1: %2").arg(target.year).arg(figure(indicator, target.value));
        for (auto part = target.split.begin(); part != target.split.end(); ++part)
            words += QStringLiteral(" %1%2").arg(part.key()).arg(part.value());
        years += words;
    }
    return years.join(QStringLiteral("; "));
}
} // namespace

TEST_CASE("the plan's targets are those of the document, to the last figure")
{
    struct Row {
        const char* id;
        const char* unit;
        Basis basis;
        const char* targets;
    };
    const Row rows[] = {
        {"federations", "个", Basis::stock, "2024: 8 乡镇级7 产业0 区级1; 2027: 11 乡镇级7 产业3 区级1"},
        {"members", "个", Basis::stock, "2024: 200; 2027: 300"},
        {"centres", "个", Basis::stock, "2024: 7 乡镇级6 区级1; 2025: 8 乡镇级7 区级1; 2027: 8"},
        {"outlets", "家", Basis::stock, "2024: 147; 2027: 147"},
        {"star-outlets", "家", Basis::stock, "2024: 46; 2027: 46"},
        {"circulation-outlets", "个", Basis::stock, "2024: 46; 2027: 147"},
        {"mu-times", "万亩次", Basis::yearFlow, "2024: 27; 2025: 36; 2026: 45; 2027: 54"},
        {"credit", "亿元", Basis::yearFlow, "2024: 8; 2025: 10; 2026: 13; 2027: 16"},
        {"model-coops", "家", Basis::stock, "2024: 1; 2025: 2; 2027: 3"},
        {"production-bases", "个", Basis::stock, "2025: 1; 2026: 2"},
        {"leading-firms", "家", Basis::stock, "2025: 1; 2026: 2"},
        {"willing-households", "%", Basis::stock, "2027: 100"},
        {"willing-operators", "%", Basis::stock, "2027: 100"},
        {"circulation-firms", "个", Basis::stock, ""},
        {"produce-markets", "个", Basis::stock, ""},
        {"distribution-centres", "个", Basis::stock, ""},
    };
    const Plan& plan = nanchuan();
    REQUIRE(plan.indicators.size() == int(std::size(rows)));
    for (int i = 0; i < plan.indicators.size(); ++i) {
        const Indicator& indicator = plan.indicators[i];
        CAPTURE(rows[i].id);
        CHECK(indicator.id.toStdString() == rows[i].id);
        CHECK(indicator.unit.toStdString() == rows[i].unit);
        CHECK(indicator.basis == rows[i].basis);
        CHECK(targetsInWords(indicator).toStdString() == rows[i].targets);
        CHECK_FALSE(indicator.strict);
        for (const IndicatorTarget& target : indicator.targets)
            CHECK(target.due == QDate(target.year, 12, 31));
    }
}

TEST_CASE("targets are kept in the smallest unit of the ledgers")
{
    CHECK(nanchuan().indicator(u"mu-times")->target(2024)->value == 27'000'000); // 0.01 亩次
    CHECK(nanchuan().indicator(u"credit")->target(2027)->value == 1'600'000'000); // 元
    CHECK(nanchuan().indicator(u"willing-households")->target(2027)->value == 10'000); // 0.01 %
    CHECK(nanchuan().indicator(u"mu-times")->target(2028) == nullptr);
    CHECK(nanchuan().indicator(u"nothing") == nullptr);
}

TEST_CASE("each figure's source is the ledger and the dates that its definition names")
{
    const auto measure = [](QStringView id) { return nanchuan().indicator(id)->measure; };
    CHECK(measure(u"federations").registry == QStringLiteral("federations"));
    CHECK(measure(u"federations").where[0].anyOf == QStringList{QStringLiteral("已登记")});
    CHECK_FALSE(measure(u"federations").fromRequired);
    CHECK(measure(u"members").distinct == QStringLiteral("member"));
    CHECK(measure(u"members").until == QStringLiteral("left_on"));
    CHECK(measure(u"outlets").from == QStringLiteral("service_since"));
    CHECK(measure(u"star-outlets").from == QStringLiteral("star_since"));
    CHECK(measure(u"circulation-outlets").from == QStringLiteral("circulation_since"));
    CHECK(measure(u"outlets").until == QStringLiteral("closed_on"));
    CHECK(measure(u"outlets").fromRequired);
    CHECK(measure(u"mu-times").aggregate == Measure::Aggregate::sum);
    CHECK(measure(u"mu-times").when == QStringLiteral("month"));
    CHECK(measure(u"credit").field == QStringLiteral("disbursed"));
    CHECK(measure(u"credit").where[0].field == QStringLiteral("leveraged"));
    CHECK(measure(u"willing-operators").aggregate == Measure::Aggregate::entered);
}

TEST_CASE("the plan has 34 townships, 244 villages and 11 federations in the document's order")
{
    const Plan& plan = nanchuan();
    CHECK(plan.townships.size() == 34);
    CHECK(plan.villages.size() == 244);
    QStringList names;
    for (const PlanFederation& federation : plan.federations)
        names += federation.name;
    CHECK(names.join(u' ')
        == QStringLiteral("南川区农合联 大观镇农合联 水江镇农合联 鸣玉镇农合联 金山镇农合联 大有镇农合联 "
                          "南平镇农合联 西城街道农合联 产业农合联（一） 产业农合联（二） 产业农合联（三）"));
    QSet<QString> seats;
    for (const PlanTownship& place : plan.townships) {
        CAPTURE(place.name.toStdString());
        CHECK(place.name.endsWith(place.kind));
        CHECK(place.lon.value_or(0) == Approx(107.1).margin(0.3));
        CHECK(place.lat.value_or(0) == Approx(29.15).margin(0.4));
        const auto home = std::find_if(plan.federations.begin(), plan.federations.end(),
            [&](const PlanFederation& f) { return f.code == place.federation; });
        REQUIRE(home != plan.federations.end());
        if (home->township == place.code)
            seats.insert(place.name);
        else
            CHECK(home->name != place.name + QStringLiteral("农合联"));
    }
    CHECK(seats.size() == 7);
    const auto sanquan = std::find_if(plan.townships.begin(), plan.townships.end(),
        [](const PlanTownship& t) { return t.name == QStringLiteral("三泉镇"); });
    CHECK(sanquan->population == 13822);
    CHECK(sanquan->areaKm2Hundredths == 19150);
    CHECK_FALSE(plan.townships.first().population);
}

TEST_CASE("the 32 tasks stand word for word in the document")
{
    const Plan& plan = nanchuan();
    REQUIRE(plan.tasks.size() == 32);
    REQUIRE(policy().size() > 9'000);
    for (const PlanTask& task : plan.tasks) {
        CAPTURE(task.no);
        // As in the annex: number, (group and item where they change), text, …, deadline.
        CHECK(policy().contains(withoutBlanks(task.text)));
        CHECK(task.text == task.text.simplified());
        CHECK(policy().contains(withoutBlanks(task.lead.join(u'、'))));
        CHECK(policy().contains(withoutBlanks(task.deadline)));
        CHECK(policy().contains(task.item));
        for (const QString& unit : task.responsible)
            CHECK((policy().contains(unit) && !unit.contains(u'、') && !unit.contains(u'，')));
        for (const PlanMilestone& milestone : task.milestones)
            CHECK(task.deadline.contains(milestone.text));
    }
    CHECK(plan.tasks[7].lead.join(u'|') == QStringLiteral("区农业农村委|区供销合作社"));
    CHECK(plan.tasks[0].responsible.join(u'|')
        == QStringLiteral("区委组织部|区民政局|区农业农村委|各乡镇（街道）"));
    CHECK(plan.tasks[30].responsible.last() == QStringLiteral("各乡镇（街道）"));
    for (const Indicator& indicator : plan.indicators)
        for (const IndicatorTarget& target : indicator.targets) {
            CAPTURE(target.clause.toStdString());
            CHECK(policy().contains(target.clause.section(u'：', 1)));
        }
}

TEST_CASE("eight tasks have dates and 24 are 长期坚持, in six groups")
{
    const Plan& plan = nanchuan();
    QList<int> dated;
    QMap<int, std::pair<int, int>> range; // of task numbers, by group
    for (const PlanTask& task : plan.tasks) {
        if (!task.milestones.isEmpty())
            dated += task.no;
        CHECK(task.milestones.isEmpty() == (task.deadline == QStringLiteral("长期坚持。")));
        auto& [first, last] = range[task.group];
        first = first == 0 ? task.no : first;
        last = task.no;
    }
    CHECK(dated == QList<int>{1, 2, 3, 4, 7, 8, 12, 21});
    using Pair = std::pair<int, int>;
    CHECK(range.values()
        == QList<Pair>{Pair{1, 2}, Pair{3, 9}, Pair{10, 18}, Pair{19, 23}, Pair{24, 24}, Pair{25, 32}});
    CHECK(plan.groups.size() == 6);
    CHECK(plan.groups[1].title == QStringLiteral("全面推进农业生产联合合作"));
    CHECK(plan.tasks[11].item == QStringLiteral("推动流通渠道共用"));
}

TEST_CASE("a milestone demands what the indicator's target of that year demands")
{
    int figures = 0;
    for (const PlanTask& task : nanchuan().tasks)
        for (const PlanMilestone& milestone : task.milestones) {
            CAPTURE(task.no, milestone.text.toStdString());
            const Indicator* indicator = nanchuan().indicator(milestone.indicator);
            REQUIRE(indicator != nullptr);
            REQUIRE(indicator->target(milestone.due.year()) != nullptr);
            CHECK(milestone.value == indicator->target(milestone.due.year())->value);
            CHECK(milestone.due == indicator->target(milestone.due.year())->due);
            ++figures;
        }
    CHECK(figures == 24);
}

TEST_CASE("the eight unclear points have choices and a default among them")
{
    CHECK(nanchuan().questions.size() == 8);
    for (const PlanQuestion& question : nanchuan().questions)
        CHECK(question.choices.size() >= 2);
    CHECK(nanchuan().questions[3].chosen == QStringLiteral("year"));
    CHECK(nanchuan().questions[3].choices[1].effect.contains(QStringLiteral("indicators")));
}

TEST_CASE("the head of the plan names the document, the district and what to credit")
{
    const Plan& plan = nanchuan();
    CHECK(plan.id == QStringLiteral("nanchuan-2024-17"));
    CHECK(plan.document == QStringLiteral("南川府办发〔2024〕17号"));
    CHECK(policy().contains(plan.documentTitle));
    CHECK(plan.issued == QDate(2024, 7, 26));
    CHECK(plan.districtCode == QStringLiteral("500119"));
    CHECK(plan.firstYear == 2024);
    CHECK(plan.lastYear == 2027);
    CHECK(plan.thresholds.watchPoints == 10);
    CHECK(plan.boundaries.schematic);
    CHECK(QFile::exists(QStringLiteral(COOP_SOURCE_DIR "/data/") + plan.boundaries.file));
    CHECK(plan.credits.size() == 4);
    CHECK(plan.credits.first().contains(QStringLiteral("OpenStreetMap")));
}
