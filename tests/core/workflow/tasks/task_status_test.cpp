#include "core/workflow/tasks/task_status.h"

#include "tests/core/workflow/tasks/task_desk.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QDate due(2026, 6, 30);

/// Task 1 with one milestone on `due`, without a figure unless one is given.
TaskDesk deskWithMilestone(const QString& indicator = {}, int value = 0)
{
    return TaskDesk(1, [&](QJsonObject& task) {
        QJsonObject milestone{{QStringLiteral("due"), due.toString(Qt::ISODate)},
            {QStringLiteral("text"), QStringLiteral("完成章程修订")}};
        if (!indicator.isEmpty()) {
            milestone[QStringLiteral("indicator")] = indicator;
            milestone[QStringLiteral("value")] = value;
        }
        task[QStringLiteral("milestones")] = QJsonArray{milestone};
    });
}
} // namespace

TEST_CASE("of the plan's 32 tasks 8 have dates and 24 are 长期坚持")
{
    const TaskDesk desk;
    const auto all = need(taskStatus(*desk, QDate(2024, 8, 1)));
    REQUIRE(all.size() == 32);
    QList<int> dated;
    for (const TaskStatus& each : all)
        if (!each.isOpenEnded())
            dated += each.task->no;
    CHECK(dated == QList<int>{1, 2, 3, 4, 7, 8, 12, 21});
    for (const TaskStatus& each : all) {
        CHECK(each.state == taskState::underway);
        CHECK(each.row != 0);
    }
}

TEST_CASE("the light of a milestone turns at its boundaries")
{
    struct Case {
        int daysBefore;
        TaskLight light;
        const char* words;
    };
    const TaskDesk desk = deskWithMilestone();
    for (const auto& [daysBefore, light, words] :
        {Case{31, TaskLight::green, "剩 31 天"}, Case{30, TaskLight::blue, "剩 30 天"},
            Case{1, TaskLight::blue, "剩 1 天"}, Case{0, TaskLight::blue, "今天到期"},
            Case{-1, TaskLight::red, "逾期 1 天"}, Case{-400, TaskLight::red, "逾期 400 天"}}) {
        const TaskStatus status = desk.status(1, due.addDays(-daysBefore));
        INFO(daysBefore);
        CHECK(status.light == light);
        REQUIRE(status.next());
        CHECK(standingText(*status.next()) == QString::fromUtf8(words));
        CHECK(status.next()->daysLeft == daysBefore);
    }
}

TEST_CASE("a milestone without a figure is fulfilled by closing the task and by nothing else")
{
    const TaskDesk desk = deskWithMilestone();
    desk.report(1, "2026Q2", QStringLiteral("区供销合作社"), QStringLiteral("章程已修订"), 100);
    CHECK(desk.light(1, due.addDays(1)) == TaskLight::red);
    REQUIRE(askClosing(*desk, TaskDesk::author(QStringLiteral("张三")), 1, QStringLiteral("章程已通过")));
    CHECK(desk.light(1, due.addDays(1)) == TaskLight::red); // asked is not granted
    REQUIRE(grantClosing(*desk, TaskDesk::author(QStringLiteral("李四")), 1));
    const TaskStatus closed = desk.status(1, due.addDays(1));
    CHECK(closed.light == TaskLight::green);
    CHECK(closed.percent == 100);
    CHECK_FALSE(closed.next());
}

TEST_CASE("a figure that is behind its pace makes its task yellow, and reaching it green")
{
    const TaskDesk desk; // task 8 wants 27 万亩次 until 2024-12-31
    const auto serve = [&](const QString& month, qint64 mu) {
        auto work = need(UnitOfWork::begin(*desk, TaskDesk::author(QStringLiteral("张三"))));
        Record row(*desk->registries().find(u"services"));
        const auto set = [&](const char16_t* field, const QString& text) {
            row.set(field, *parseField(*row.spec().field(field), text, desk->lookup()));
        };
        set(u"month", month);
        set(u"township", QStringLiteral("大观镇"));
        Record provider(*desk->registries().find(u"outlets"));
        provider.set(u"name", QStringLiteral("大观综合服务社") + month);
        provider.set(u"township", row[u"township"]);
        row.set(u"provider", need(work->add(provider)));
        set(u"stage", QStringLiteral("耕"));
        set(u"mode", QStringLiteral("菜单式"));
        set(u"scope", QStringLiteral("单环节"));
        set(u"crop", QStringLiteral("水稻"));
        set(u"area", QString::number(mu));
        set(u"times", QStringLiteral("1"));
        need(work->add(row));
        need(work->commit());
    };
    serve(QStringLiteral("2024-03"), 30'000);
    CHECK(desk.light(8, QDate(2024, 9, 30)) == TaskLight::yellow); // 3 of 20.25
    CHECK(desk.status(8, QDate(2024, 9, 30)).percent == 11);
    CHECK(desk.light(8, QDate(2025, 1, 1)) == TaskLight::red);
    serve(QStringLiteral("2024-11"), 240'000);
    CHECK(desk.light(8, QDate(2024, 9, 30)) == TaskLight::yellow); // what came later does not count then
    CHECK(desk.light(8, QDate(2024, 12, 31)) == TaskLight::green);
    const TaskStatus after = desk.status(8, QDate(2024, 12, 31));
    REQUIRE(after.next());
    CHECK(after.next()->milestone.due == QDate(2025, 12, 31));
    CHECK(after.next()->notBegun); // 2025's flow says nothing yet
    CHECK_FALSE(after.percent);
}

TEST_CASE("长期坚持 is grey without a report in the quarter of the day, and one quarter's does not last")
{
    const TaskDesk desk;
    CHECK(desk.light(5, QDate(2024, 12, 31)) == TaskLight::grey);
    desk.report(5, "2024Q4", QStringLiteral("区供销合作社"), QStringLiteral("已代账 12 家"), 40);
    CHECK(desk.light(5, QDate(2024, 9, 30)) == TaskLight::grey);
    CHECK(desk.light(5, QDate(2024, 10, 1)) == TaskLight::green);
    CHECK(desk.light(5, QDate(2024, 12, 31)) == TaskLight::green);
    CHECK(desk.light(5, QDate(2025, 1, 1)) == TaskLight::grey);
    CHECK(desk.light(6, QDate(2024, 12, 31)) == TaskLight::grey); // another task's report
}

TEST_CASE("task 11 has quantities and no deadline, and is red on no day")
{
    const TaskDesk desk;
    for (QDate day(2024, 7, 26); day.year() < 2030; day = day.addDays(61))
        CHECK(desk.light(11, day) == TaskLight::grey);
}

TEST_CASE("without a figure a task is as far as its units said last")
{
    const TaskDesk desk;
    CHECK_FALSE(desk.status(5, QDate(2024, 12, 31)).percent);
    desk.report(5, "2024Q3", QStringLiteral("区供销合作社"), QStringLiteral("开始"), 10);
    desk.report(5, "2024Q4", QStringLiteral("区供销合作社"), QStringLiteral("一半"), 50);
    desk.report(5, "2024Q4", QStringLiteral("大观镇"), QStringLiteral("快了"), 71);
    desk.report(5, "2024Q4", QStringLiteral("金山镇"), QStringLiteral("没有写比例"));
    CHECK(desk.status(5, QDate(2024, 12, 31)).percent == 60);
    CHECK(desk.status(5, QDate(2024, 9, 30)).percent == 10); // what came later does not count then
    CHECK(desk.status(5, QDate(2025, 6, 30)).percent == 60);
}

TEST_CASE("the quarter that runs is judged today, any other on its last day")
{
    const QDate today(2026, 5, 4);
    CHECK(dayOfQuarter(Period::ofQuarter(2026, 2), today) == today);
    CHECK(dayOfQuarter(Period::ofQuarter(2026, 1), today) == QDate(2026, 3, 31));
    CHECK(dayOfQuarter(Period::ofQuarter(2026, 3), today) == QDate(2026, 9, 30));
}
