#include "core/store/history/change_log.h"
#include "core/workflow/filing/filing_steps.h"
#include "core/workflow/filing/first_quarter.h"
#include "core/workflow/filing/quarter_close.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/next_steps.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
const Period earlier = Period::ofQuarter(2026, 3), began = Period::ofQuarter(2026, 4);
const QDate wellAfter(2027, 6, 1); ///< both are long over

Author decider(const QString& reason = {})
{
    return {QStringLiteral("王五"), Door::decide, reason};
}

QString waiting(const Workspace& workspace, const Period& quarter)
{
    QStringList texts;
    for (const NextStep& step : need(nextSteps(workspace, quarter, wellAfter)).steps)
        if (step.page == QStringLiteral("entry"))
            texts += step.text;
    return texts.join(u'\n');
}
} // namespace

TEST_CASE(
    "quarters before the first one are neither late nor 未提交, the first one is", "[filing][first-quarter]")
{
    TestWorkspace desk;
    // Without one everything is as the plan says.
    CHECK_FALSE(need(firstQuarter(*desk)).quarter);
    for (const FilingStanding& filing : need(filingBoard(*desk, {earlier, began}, wellAfter)))
        CHECK((filing.isDue && filing.late && standingWord(filing) == QStringLiteral("未提交")));

    need(setFirstQuarter(*desk, decider(QStringLiteral("以前的在原系统报过")), began));
    const FirstQuarter read = need(firstQuarter(*desk));
    CHECK(read.quarter == began);
    CHECK(read.by == QStringLiteral("王五"));
    CHECK(read.reason == QStringLiteral("以前的在原系统报过"));
    const auto board = need(filingBoard(*desk, {earlier, began}, wellAfter));
    REQUIRE(board.size() > 2);
    for (const FilingStanding& filing : board) {
        const bool due = filing.quarter == began;
        CHECK(filing.isDue == due);
        CHECK(filing.late == due);
        CHECK(standingWord(filing) == (due ? QStringLiteral("未提交") : QStringLiteral("—")));
    }
    CHECK(need(filingStanding(*desk, {board.first().federation.id, earlier}, wellAfter)).isDue == false);
    CHECK(waiting(*desk, earlier).isEmpty()); // nor is there anything to be closed
    CHECK(waiting(*desk, began).contains(QStringLiteral("个农合联未提交2026年第四季度")));
    CHECK(need(obstaclesToClosing(*desk, earlier, wellAfter)).isEmpty());
    CHECK_FALSE(need(obstaclesToClosing(*desk, began, wellAfter)).isEmpty());
}

TEST_CASE("a filing that was begun before the first quarter stands as what it is", "[filing][first-quarter]")
{
    TestWorkspace desk;
    const Period early = Period::ofQuarter(2024, 3);
    const FilingKey key = need(filingKey(*desk, QStringLiteral("大观"), QStringLiteral("2024Q3")));
    for (const FilingFinding& finding : need(filingFindings(*desk, key)))
        REQUIRE(explainFinding(*desk, decider(), key, finding.id, QStringLiteral("无业务")));
    need(setFirstQuarter(*desk, decider(), began));
    const FilingStanding draft = need(filingStanding(*desk, key, wellAfter));
    CHECK(standingWord(draft) == QStringLiteral("草稿"));
    CHECK_FALSE(draft.late);
    REQUIRE(submitFiling(*desk, decider(), key));
    CHECK(waiting(*desk, early).contains(QStringLiteral("1 张填报表待审核：大观镇农合联")));
}

TEST_CASE("another first quarter replaces the one before, each with its line in the history",
    "[filing][first-quarter]")
{
    TestWorkspace desk;
    need(setFirstQuarter(*desk, decider(), began));
    need(setFirstQuarter(*desk, decider(QStringLiteral("补报")), earlier));
    CHECK(need(firstQuarter(*desk)).quarter == earlier);
    CHECK(need(desk->rows({.registry = QStringLiteral("decisions")})).size() == 1);
    QStringList reasons;
    for (const ChangeEntry& entry : need(history(*desk)))
        if (entry.door == Door::decide)
            reasons += entry.reason;
    CHECK(reasons.contains(QStringLiteral("首个填报季度：2026年第三季度。原因：补报")));
    CHECK(reasons.contains(QStringLiteral("首个填报季度：2026年第四季度")));
    CHECK_FALSE(setFirstQuarter(*desk, decider(), Period::ofYear(2026)));
}

TEST_CASE("a workspace is made with its first quarter, or without one as before", "[filing][first-quarter]")
{
    const QTemporaryDir folder;
    for (const bool asked : {false, true}) {
        NewWorkspaceRequest request{
            .path = folder.filePath(asked ? QStringLiteral("有.gpkg") : QStringLiteral("无.gpkg")),
            .plan = QStringLiteral("nanchuan-2024-17"),
            .who = QStringLiteral("张三")};
        if (asked)
            request.firstQuarter = began;
        need(newWorkspace(request));
        const auto workspace = need(Workspace::open(request.path, Workspace::Access::read));
        CHECK(need(firstQuarter(*workspace)).quarter.has_value() == asked);
        CHECK(waiting(*workspace, earlier).isEmpty() == asked);
    }
}
