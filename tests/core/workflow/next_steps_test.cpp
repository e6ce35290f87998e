#include "core/store/copies/backup.h"
#include "core/workflow/filing/filing_steps.h"
#include "core/workflow/next_steps.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
QStringList texts(const NextSteps& next)
{
    QStringList all;
    for (const NextStep& step : next.steps)
        all += step.text;
    return all;
}

Author by(const char* who)
{
    return {QString::fromUtf8(who), Door::coopctl, QString()};
}
} // namespace

TEST_CASE("what waits in a quarter: 未提交, 待审核, 待锁定, 退回, and nothing before it begins", "[next]")
{
    TestWorkspace desk;
    const Period quarter = Period::ofQuarter(2024, 3);
    const QDate today(2024, 10, 5);
    const auto steps = [&](QDate on) { return texts(need(nextSteps(*desk, quarter, on))); };
    CHECK(steps(today).contains(QStringLiteral(
        "7 个农合联未提交2024年第三季度：大观镇农合联、水江镇农合联、鸣玉镇农合联、金山镇农合联等")));
    CHECK(steps(QDate(2024, 6, 30)).filter(QStringLiteral("未提交")).isEmpty());
    const auto first = need(nextSteps(*desk, quarter, QDate(2024, 10, 11))).steps.first();
    CHECK(first.urgency == NextStep::Urgency::now); // late
    CHECK(first.page == QStringLiteral("entry"));
    CHECK(need(nextSteps(*desk, quarter, today)).steps.first().text.contains(QStringLiteral("备份")));

    const FilingKey key = need(filingKey(*desk, QStringLiteral("大观"), QStringLiteral("2024Q3")));
    for (const FilingFinding& finding : need(filingFindings(*desk, key)))
        REQUIRE(explainFinding(*desk, by("甲"), key, finding.id, QStringLiteral("无业务")));
    REQUIRE(submitFiling(*desk, by("甲"), key));
    CHECK(steps(today).contains(QStringLiteral("1 张填报表待审核：大观镇农合联")));
    CHECK(steps(today).filter(QStringLiteral("6 个农合联未提交")).size() == 1);
    const NextSteps counted = need(nextSteps(*desk, quarter, today));
    CHECK(counted.filings == 7);
    CHECK(counted.unreported == 6);
    REQUIRE(reviewFiling(*desk, by("乙"), key));
    CHECK(steps(today).contains(QStringLiteral("1 张填报表待锁定：大观镇农合联")));
    REQUIRE(returnFiling(*desk, by("乙"), key, QStringLiteral("缺行")));
    CHECK(steps(today).contains(QStringLiteral("1 张填报表退回待改：大观镇农合联")));
}

TEST_CASE("tasks past their date come first, and every task has its light counted", "[next]")
{
    TestWorkspace desk;
    REQUIRE(backUp(*desk, BackupKind::byHand));
    const auto next = need(nextSteps(*desk, Period::ofQuarter(2025, 1), QDate(2025, 3, 31)));
    const QStringList late = texts(next).filter(QStringLiteral("项任务逾期"));
    REQUIRE(late.size() == 1);
    CHECK(late.first().contains(QStringLiteral("第 1、")));
    CHECK(next.tasks == next.lights.value(TaskLight::red) + next.lights.value(TaskLight::blue));
    CHECK(need(nextSteps(*desk, Period::ofQuarter(2023, 1), QDate(2024, 7, 26))).filings == 7);
    int tasks = 0;
    for (const int count : next.lights)
        tasks += count;
    CHECK(tasks == desk->plan().tasks.size());
    CHECK(next.lights.value(TaskLight::grey) == 24);
    // The backup was made today; a week later it still counts, a day after that no more.
    const QDate today = QDate::currentDate();
    const Period now = Period::quarterOf(today);
    CHECK(texts(need(nextSteps(*desk, now, today.addDays(7)))).filter(QStringLiteral("备份")).isEmpty());
    CHECK(texts(need(nextSteps(*desk, now, today.addDays(8)))).contains(QStringLiteral("已 8 天没有备份")));
}
