#include "core/workflow/targets/decisions.h"

#include "core/store/figures/indicator_reader.h"
#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "core/store/undo/undo.h"
#include "core/workflow/mapping/map_content.h"
#include "core/workflow/targets/target_matrix.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
const Author clerk{QStringLiteral("张三"), Door::form, QStringLiteral("会议纪要")};

DecisionDone choose(const TestWorkspace& desk, const char* question, const char* choice)
{
    return need(decide(*desk, clerk, QString::fromLatin1(question), QString::fromLatin1(choice)));
}

std::optional<qint64> target(const Workspace& workspace, const char* indicator, int year)
{
    for (const TargetRow& row : need(targetMatrix(workspace)).rows)
        for (const TargetCell& cell : row.cells)
            if (row.indicator->id == QLatin1String(indicator) && cell.year == year)
                return cell.value;
    return std::nullopt;
}

Decision decision(const Workspace& workspace, const char* question)
{
    for (const Decision& each : need(decisions(workspace)))
        if (each.question->id == QLatin1String(question))
            return each;
    FAIL("no such question");
    return {};
}

void lend(const TestWorkspace& desk, const char* month, qint64 disbursed, qint64 balance)
{
    desk.add("loans",
        {{u"month", QString::fromLatin1(month)}, {u"institution", QStringLiteral("某银行")},
            {u"borrower", QStringLiteral("农户")}, {u"product", QStringLiteral("信用")}, {u"count", 1},
            {u"disbursed", disbursed}, {u"balance", balance}, {u"leveraged", 1}});
}

std::optional<qint64> credit(const Workspace& workspace, const char* period)
{
    return need(readIndicator(workspace, QStringLiteral("credit"),
                    need(Period::parse(QString::fromLatin1(period))), Breakdown::district))
        .first()
        .value;
}
} // namespace

TEST_CASE("a decision is one entry of the history with who, when and why")
{
    const TestWorkspace desk;
    const qint64 before = desk->dataVersion();
    CHECK_FALSE(decision(*desk, "members-300").decided);
    CHECK(choose(desk, "members-300", "more-than").changed);
    CHECK(desk->dataVersion() == before + 1);
    const ChangeEntry entry = need(historyEntry(*desk, before + 1));
    CHECK(entry.door == Door::decide);
    CHECK(entry.who == u"张三");
    CHECK(entry.reason.contains(QStringLiteral("会议纪要")));
    CHECK(entry.reason.contains(QStringLiteral("超过300个")));
    const Decision now = decision(*desk, "members-300");
    CHECK(now.decided);
    CHECK(now.by == u"张三");
    CHECK(now.on == QDate::currentDate());
    CHECK(now.reason == u"会议纪要");
    CHECK(now.question->chosen == u"more-than");
    CHECK_FALSE(choose(desk, "members-300", "more-than").changed); // the same again is no step
    CHECK(desk->dataVersion() == before + 1);
    CHECK_FALSE(undo(*desk.workspace, clerk, before + 1)); // it is taken back by deciding again
}

TEST_CASE("the plan of the workspace is the decided one, and what it gave before stays alive")
{
    TestWorkspace desk;
    const Plan& before = desk->plan();
    const Indicator* members = before.indicator(u"members");
    choose(desk, "members-300", "more-than");
    CHECK(desk->plan().indicator(u"members")->strict);
    CHECK_FALSE(members->strict);
    CHECK(members->title == desk->plan().indicator(u"members")->title);
    choose(desk, "members-300", "at-least");
    CHECK_FALSE(desk->plan().indicator(u"members")->strict);
    choose(desk, "members-300", "more-than");
    desk.reopen();
    CHECK(desk->plan().indicator(u"members")->strict);
}

TEST_CASE("another connection sees a decision with its next look")
{
    const TestWorkspace desk;
    const auto other = need(Workspace::open(desk.path, Workspace::Access::read));
    CHECK_FALSE(other->plan().indicator(u"members")->strict);
    choose(desk, "members-300", "more-than");
    CHECK(other->plan().indicator(u"members")->strict);
}

TEST_CASE("targets that are still the plan's follow a decision, and come back with the opposite one")
{
    const TestWorkspace desk;
    CHECK(target(*desk, "centres", 2025) == 8);
    CHECK(choose(desk, "centres-years", "main-text").targets >= 1);
    CHECK(target(*desk, "centres", 2024) == 7);
    CHECK_FALSE(target(*desk, "centres", 2025));
    CHECK(target(*desk, "centres", 2027) == 8);
    choose(desk, "centres-years", "annex");
    CHECK(target(*desk, "centres", 2025) == 8);
    CHECK(target(*desk, "outlets", 2024) == 147);
    CHECK_FALSE(target(*desk, "produce-markets", 2027));
    choose(desk, "no-task", "2027");
    CHECK(target(*desk, "produce-markets", 2027) == 1);
}

TEST_CASE("targets that somebody edited stay, and are named")
{
    const TestWorkspace desk;
    REQUIRE(need(setTarget(*desk, clerk, QStringLiteral("centres"), 2025, 9)));
    REQUIRE(need(setTarget(*desk, clerk, QStringLiteral("outlets"), 2024, std::nullopt)));
    const DecisionDone centres = choose(desk, "centres-years", "main-text");
    CHECK(centres.kept == QStringList{QStringLiteral("为农服务中心2025年")});
    CHECK(target(*desk, "centres", 2025) == 9);
    choose(desk, "outlets-deadline", "main-text");
    choose(desk, "outlets-deadline", "annex");
    CHECK(target(*desk, "outlets", 2024) == 147); // none is what the main text says, so it follows again
}

TEST_CASE("credit reads as what was paid out, added up since the plan began, or as the month's balance")
{
    const TestWorkspace desk;
    lend(desk, "2024-11", 100'000'000, 90'000'000);
    lend(desk, "2024-12", 50'000'000, 130'000'000);
    lend(desk, "2025-02", 20'000'000, 140'000'000);
    CHECK(credit(*desk, "2024Q4") == 150'000'000);
    CHECK(credit(*desk, "2025Q1") == 20'000'000);
    choose(desk, "flow-basis", "cumulative");
    CHECK(credit(*desk, "2025Q1") == 170'000'000);
    choose(desk, "flow-basis", "stock");
    CHECK(credit(*desk, "2024-11") == 90'000'000);
    CHECK(credit(*desk, "2024Q4") == 130'000'000);
    CHECK(credit(*desk, "2025-02") == 140'000'000);
    CHECK(credit(*desk, "2025Q1") == 0); // the year has rows, its last month none
    CHECK_FALSE(credit(*desk, "2026Q1")); // 未报
}

TEST_CASE("what was chosen stands below the basis of a map")
{
    const TestWorkspace desk;
    const auto notes = [&](const char* indicator, int year) {
        return notesFor(
            desk->plan(), *desk->plan().indicator(QString::fromLatin1(indicator)), Period::ofYear(year));
    };
    CHECK(notes("credit", 2024).size() == 2);
    CHECK(notes("credit", 2025).size() == 1);
    CHECK(notes("model-coops", 2024).isEmpty());
    CHECK(notes("credit", 2025).first().contains(QStringLiteral("年度发生额")));
    choose(desk, "flow-basis", "cumulative");
    CHECK(notes("credit", 2024).size() == 1); // a figure that adds up has no yearly pace
    const auto theme
        = need(areaTheme(*desk, {.indicator = QStringLiteral("credit"), .period = Period::ofYear(2025)}));
    REQUIRE(theme.basis.size() == 2);
    CHECK(theme.basis[0].contains(QStringLiteral("目标≥10亿元")));
    CHECK(theme.basis[1].startsWith(QStringLiteral("口径说明：")));
    CHECK(theme.basis[1].contains(QStringLiteral("累计：从方案实施起一直累加")));
}

TEST_CASE("the basis of a map names the target that was set by hand, as its figures do")
{
    const TestWorkspace desk;
    REQUIRE(need(setTarget(*desk, clerk, QStringLiteral("credit"), 2025, 1'150'000'000)));
    const auto theme
        = need(areaTheme(*desk, {.indicator = QStringLiteral("credit"), .period = Period::ofYear(2025)}));
    CHECK(theme.basis[0].contains(QStringLiteral("目标≥11.5亿元")));
}

TEST_CASE("who only looks decides nothing, and an unknown choice is refused")
{
    const TestWorkspace desk;
    REQUIRE(desk->signIn(QStringLiteral("张三")));
    REQUIRE(addPerson(*desk, clerk, QStringLiteral("张三"), Role::admin));
    const auto added = addPerson(*desk, clerk, QStringLiteral("李四"), Role::read);
    INFO((added ? QString() : added.error().text).toStdString());
    REQUIRE(added);
    const qint64 before = desk->dataVersion();
    const auto refused = decide(
        *desk, {QStringLiteral("李四"), {}, {}}, QStringLiteral("members-300"), QStringLiteral("more-than"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::locked);
    CHECK_FALSE(decide(*desk, clerk, QStringLiteral("members-300"), QStringLiteral("most")));
    CHECK_FALSE(decide(*desk, clerk, QStringLiteral("members"), QStringLiteral("more-than")));
    CHECK(desk->dataVersion() == before);
    CHECK_FALSE(desk->plan().indicator(u"members")->strict);
}
