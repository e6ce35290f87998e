#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/care/check_up.h"
#include "core/workflow/filing/filing.h"
#include "core/workflow/filing/filing_steps.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/program_data.h"
#include "core/workflow/targets/target_matrix.h"

#include <QTemporaryDir>
#include <algorithm>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("a workspace for practice is sound, has a board of every state, and whoever practises may review")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("练习.gpkg"));
    const auto made = newWorkspace({.path = path,
        .plan = *examplePlan(),
        .who = QStringLiteral("练习填报人"),
        .example = true,
        .practice = true});
    INFO((made ? QString() : made.error().text).toStdString());
    REQUIRE(made);
    {
        const auto opened = Workspace::open(path, Workspace::Access::write);
        REQUIRE(opened);
        Workspace& workspace = **opened;
        CHECK(workspace.isPractice());
        CHECK(workspace.paperMark() == QStringLiteral("练习"));
        const QDate today = QDate::currentDate();
        const Period now = Period::quarterOf(today);
        const auto board = filingBoard(workspace, {now, now.addQuarters(-1)}, today);
        REQUIRE(board);
        int notBegun = 0, returned = 0, corrected = 0, before = 0;
        for (const FilingStanding& each : *board) {
            if (each.quarter != now) {
                before += each.state == FilingState::locked ? 1 : 0;
                continue;
            }
            notBegun += each.row == 0 ? 1 : 0;
            returned += !each.returnReason.isEmpty() && each.corrections == 0 ? 1 : 0;
            corrected += each.corrections;
        }
        for (const FilingState state :
            {FilingState::draft, FilingState::submitted, FilingState::reviewed, FilingState::locked})
            CHECK(std::any_of(board->begin(), board->end(), [&](const FilingStanding& each) {
                return each.quarter == now && each.row != 0 && each.state == state;
            }));
        CHECK(notBegun >= 1);
        CHECK(returned == 1);
        CHECK(corrected == 1);
        CHECK(before * 2 == board->size()); // nothing older is left red

        // Who is behind and by how much can be practised, too.
        const auto targets = targetMatrix(workspace);
        REQUIRE(targets);
        int shared = 0;
        for (const TargetRow& row : targets->rows)
            for (const TargetCell& cell : row.cells)
                if (cell.year == now.year() && cell.allocated) {
                    INFO(row.indicator->id.toStdString());
                    CHECK(cell.allocated == cell.value);
                    ++shared;
                }
        CHECK(shared >= 2); // services and credit at least

        REQUIRE(workspace.signIn(QStringLiteral("新手")));
        const auto submitted = std::find_if(board->begin(), board->end(), [&](const FilingStanding& each) {
            return each.quarter == now && each.state == FilingState::submitted;
        });
        REQUIRE(submitted != board->end());
        const auto reviewed = reviewFiling(
            workspace, {QStringLiteral("新手"), Door::filing, {}}, {submitted->federation.id, now});
        INFO((reviewed ? QString() : reviewed.error().text).toStdString());
        CHECK(reviewed);
    }
    const auto findings = checkUp(path);
    REQUIRE(findings);
    for (const CheckFinding& finding : *findings)
        CHECK(finding.severity != CheckFinding::Severity::error);
}
