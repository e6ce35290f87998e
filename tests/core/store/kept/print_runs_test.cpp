#include "core/domain/registries.h"
#include "core/store/history/change_log.h"
#include "core/store/kept/print_runs.h"
#include "core/store/kept/theme_table.h"
#include "core/store/layout/table_layout.h"
#include "core/store/undo/undo.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
const Author someone{QStringLiteral("甲"), Door::form, QString()};
}

TEST_CASE("runs are numbered by year, stand in the history, and no undo takes them away")
{
    TestWorkspace test;
    Workspace& workspace = *test;
    const QDate made(2025, 1, 10);
    CHECK(need(nextRunNumber(workspace, made)) == QStringLiteral("2025-001"));
    REQUIRE(noteRun(workspace, someone, QStringLiteral("2025-001"), QStringLiteral("进度图")));
    REQUIRE(noteRun(workspace, someone, QStringLiteral("2025-002"), QStringLiteral("进度图")));
    CHECK(need(nextRunNumber(workspace, made)) == QStringLiteral("2025-003"));
    CHECK(need(nextRunNumber(workspace, QDate(2026, 1, 1))) == QStringLiteral("2026-001"));
    const auto undo = need(nextUndo(workspace));
    CHECK((!undo || !undo->name.contains(QStringLiteral("出图"))));
}

TEST_CASE("a template of a sheet is kept under its name; a workspace of schema 5 gets the table")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    REQUIRE(QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces/schema-5.gpkg"), path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    {
        const auto reader = need(Workspace::open(path, Workspace::Access::read));
        CHECK(reader->schema() == 5);
        CHECK(need(sheetTemplates(*reader)).isEmpty());
    }
    const auto workspace = need(Workspace::open(path, Workspace::Access::write));
    CHECK(workspace->schema() == schemaOf(standardRegistries()));
    CHECK(need(workspace->count(QStringLiteral("outlets"))) == 147);
    REQUIRE(saveSheetTemplate(*workspace, someone, QStringLiteral("上墙图"), QStringLiteral("{}")));
    REQUIRE(saveSheetTemplate(*workspace, someone, QStringLiteral("上墙图"), QStringLiteral("{\"a\":1}")));
    REQUIRE(need(sheetTemplates(*workspace)).size() == 1);
    CHECK(need(sheetTemplates(*workspace)).first().theme == QStringLiteral("{\"a\":1}"));
    REQUIRE(removeSheetTemplate(*workspace, someone, QStringLiteral("上墙图")));
    CHECK_FALSE(removeSheetTemplate(*workspace, someone, QStringLiteral("上墙图")));
    CHECK(need(savedThemes(*workspace)).isEmpty());
}
