#include "core/workflow/tasks/task_reports.h"

#include "core/store/undo/undo.h"
#include "tests/core/workflow/tasks/task_desk.h"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("the same unit's second report of a quarter changes the first, another quarter's stands beside it")
{
    const TaskDesk desk;
    desk.report(5, "2024Q4", QStringLiteral("区供销合作社"), QStringLiteral("一半"), 50);
    desk.report(5, "2024Q4", QStringLiteral("区供销合作社"), QStringLiteral("完成"), 100);
    desk.report(5, "2025Q1", QStringLiteral("区供销合作社"), QStringLiteral("巩固"));
    desk.report(5, "2025Q1", QStringLiteral("大观镇"), QStringLiteral("跟进"));
    const QList<TaskReport> reports = desk.status(5, QDate(2025, 3, 31)).reports;
    REQUIRE(reports.size() == 3);
    CHECK(reports[0].quarter == QStringLiteral("2025Q1")); // the newest quarter first
    CHECK(reports[2].quarter == QStringLiteral("2024Q4"));
    CHECK(reports[2].progress == QStringLiteral("完成"));
    CHECK(reports[2].percent == 100);
    CHECK(reports[2].reportedOn.isValid());
    CHECK_FALSE(reports[0].percent);
}

TEST_CASE("a report needs a task of the plan, a quarter, a unit and what was done")
{
    const TaskDesk desk;
    const Period quarter = Period::ofQuarter(2024, 4);
    const QString unit = QStringLiteral("区供销合作社");
    CHECK(taskReport(*desk, 33, quarter, unit).error().kind == ErrorKind::notFound);
    CHECK(taskReport(*desk, 33, quarter, unit).error().text.contains(QStringLiteral("32")));
    CHECK(taskReport(*desk, 5, Period::ofYear(2024), unit).error().kind == ErrorKind::invalidValue);
    CHECK(taskReport(*desk, 5, quarter, QStringLiteral("  ")).error().kind == ErrorKind::invalidValue);
    const Record empty = need(taskReport(*desk, 5, quarter, unit));
    const auto refused = saveTaskReport(*desk, TaskDesk::author(QStringLiteral("张三")), empty);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.contains(QStringLiteral("进展情况")));
    Record much = empty;
    much.set(u"progress", QStringLiteral("超额"));
    much.set(u"percent", 101);
    CHECK_FALSE(saveTaskReport(*desk, TaskDesk::author(QStringLiteral("张三")), much));
    CHECK(desk.status(5, QDate(2024, 12, 31)).reports.isEmpty());
}

TEST_CASE("a report is a step of the history and can be undone")
{
    const TaskDesk desk;
    desk.report(5, "2024Q4", QStringLiteral("区供销合作社"), QStringLiteral("一半"), 50);
    const auto step = need(nextUndo(*desk));
    REQUIRE(step);
    CHECK(step->name.contains(QStringLiteral("任务 5")));
    need(undo(*desk, TaskDesk::author(QStringLiteral("张三")), step->entry));
    CHECK(desk.status(5, QDate(2024, 12, 31)).reports.isEmpty());
}

TEST_CASE("a federation whose quarterly filing is reviewed reports no more on that quarter")
{
    const TaskDesk desk;
    const QString federation = QStringLiteral("大观镇农合联");
    desk.report(5, "2024Q4", federation, QStringLiteral("一半"));
    auto work = need(UnitOfWork::begin(*desk, TaskDesk::author(QStringLiteral("张三"))));
    Record filing(*desk->registries().find(u"sheets"));
    filing.set(u"quarter", QStringLiteral("2024Q4"));
    filing.set(u"federation", desk->lookup().find({QStringLiteral("federations")}, federation).first().id);
    filing.set(u"state", QStringLiteral("已审核"));
    need(work->add(filing));
    need(work->commit());
    Record row = need(taskReport(*desk, 5, Period::ofQuarter(2024, 4), federation));
    row.set(u"progress", QStringLiteral("改口"));
    const auto refused = saveTaskReport(*desk, TaskDesk::author(QStringLiteral("张三")), row);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::locked);
    desk.report(5, "2025Q1", federation, QStringLiteral("新的季度"));
    desk.report(5, "2024Q4", QStringLiteral("区供销合作社"), QStringLiteral("别的单位"));
    CHECK(desk.status(5, QDate(2025, 3, 31)).reports.size() == 3);
}
