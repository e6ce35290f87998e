#include "core/workflow/tasks/task_closing.h"

#include "core/store/people/people.h"
#include "core/store/undo/undo.h"
#include "tests/core/workflow/tasks/task_desk.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QString zhang = QStringLiteral("张三"), li = QStringLiteral("李四"), wang = QStringLiteral("王五");
const QString done = QStringLiteral("都已完成");
const QDate day(2025, 1, 10);

TaskClosing closing(const TaskDesk& desk, int task = 3)
{
    return closingOf(need(taskRow(*desk, task)));
}
Result<> ask(const TaskDesk& desk, const QString& who)
{
    return askClosing(*desk, TaskDesk::author(who), 3, done, day);
}
Result<> grant(const TaskDesk& desk, const QString& who)
{
    return grantClosing(*desk, TaskDesk::author(who), 3, day);
}
Result<> refuse(const TaskDesk& desk, const QString& who, const QString& why = QStringLiteral("缺验收材料"))
{
    return refuseClosing(*desk, TaskDesk::author(who), 3, why);
}
} // namespace

TEST_CASE("closing is asked for by one and granted by another, and both are on record")
{
    const TaskDesk desk;
    REQUIRE(ask(desk, zhang));
    CHECK(closing(desk).isAsked());
    CHECK(closing(desk).askedBy == zhang);
    CHECK(closing(desk).askedOn == day);
    CHECK(closing(desk).askedWhy == done);
    REQUIRE(grant(desk, li));
    CHECK(closing(desk).isClosed());
    CHECK(closing(desk).closedBy == li);
    CHECK(closing(desk).closedOn == day);
    CHECK(desk.light(3, QDate(2025, 1, 15)) == TaskLight::green); // it was overdue
    CHECK(desk.light(2, QDate(2025, 1, 15)) == TaskLight::red);
}

TEST_CASE("the same person does not grant what it asked for")
{
    const TaskDesk desk;
    REQUIRE(ask(desk, zhang));
    const auto own = grant(desk, zhang);
    REQUIRE_FALSE(own);
    CHECK(own.error().kind == ErrorKind::locked);
    CHECK(own.error().text.contains(zhang));
    CHECK(closing(desk).isAsked());
    REQUIRE(refuse(desk, zhang)); // taking it back is another matter
    CHECK(closing(desk).state == taskState::underway);
}

TEST_CASE("every step is refused in the wrong state and without its words")
{
    const TaskDesk desk;
    CHECK(grant(desk, li).error().kind == ErrorKind::refused); // nobody asked
    CHECK(refuse(desk, li).error().kind == ErrorKind::refused);
    CHECK(askClosing(*desk, TaskDesk::author(zhang), 3, QStringLiteral(" ")).error().kind
        == ErrorKind::invalidValue);
    CHECK(askClosing(*desk, TaskDesk::author(zhang), 40, done).error().kind == ErrorKind::notFound);
    REQUIRE(ask(desk, zhang));
    CHECK(ask(desk, li).error().kind == ErrorKind::refused); // asked already
    CHECK(refuse(desk, li, {}).error().kind == ErrorKind::invalidValue);
    REQUIRE(grant(desk, li));
    CHECK(ask(desk, zhang).error().kind == ErrorKind::refused);
    CHECK(grant(desk, wang).error().kind == ErrorKind::refused);
    CHECK(closing(desk).closedBy == li);
}

TEST_CASE("a refusal gives the reason and the task goes on; a closed one can be taken up again")
{
    const TaskDesk desk;
    REQUIRE(ask(desk, zhang));
    REQUIRE(refuse(desk, li));
    CHECK(closing(desk).state == taskState::underway);
    CHECK(closing(desk).refusal == QStringLiteral("缺验收材料"));
    REQUIRE(ask(desk, zhang));
    CHECK(closing(desk).refusal.isEmpty());
    REQUIRE(grant(desk, li));
    REQUIRE(refuse(desk, li, QStringLiteral("数字有误")));
    CHECK(closing(desk).state == taskState::underway);
    CHECK(closing(desk).closedBy.isEmpty());
    CHECK_FALSE(closing(desk).closedOn.isValid());
}

TEST_CASE("where people are listed only 审核 and 管理员 grant and refuse")
{
    const TaskDesk desk;
    const QString admin = QStringLiteral("管理");
    REQUIRE(addPerson(*desk, TaskDesk::author(admin), admin, Role::admin));
    REQUIRE(desk->signIn(admin));
    const QList<std::pair<QString, Role>> others{
        {zhang, Role::entry}, {li, Role::entry}, {wang, Role::review}, {QStringLiteral("赵六"), Role::read}};
    for (const auto& [name, role] : others)
        REQUIRE(addPerson(*desk, TaskDesk::author(admin), name, role));
    const auto as = [&](const QString& name) { REQUIRE(desk->signIn(name)); };
    as(QStringLiteral("赵六"));
    CHECK(ask(desk, QStringLiteral("赵六")).error().kind == ErrorKind::locked);
    as(zhang);
    REQUIRE(ask(desk, zhang));
    as(li);
    const auto entry = grant(desk, li);
    REQUIRE_FALSE(entry);
    CHECK(entry.error().kind == ErrorKind::locked);
    CHECK(entry.error().text.contains(QStringLiteral("审核")));
    CHECK(refuse(desk, li).error().kind == ErrorKind::locked);
    as(wang);
    CHECK(grant(desk, li).error().kind == ErrorKind::locked); // another's name is not enough
    REQUIRE(grant(desk, wang));
    as(admin);
    REQUIRE(refuse(desk, admin));
    as(wang);
    REQUIRE(ask(desk, wang));
    CHECK(grant(desk, wang).error().kind == ErrorKind::locked); // the role does not replace the other person
    as(admin);
    REQUIRE(grant(desk, admin));
}

TEST_CASE("steps of closing stand in the history and are not undone")
{
    const TaskDesk desk;
    REQUIRE(ask(desk, zhang));
    REQUIRE(grant(desk, li));
    CHECK_FALSE(need(nextUndo(*desk)));
    const auto heads = need(historyHeads(*desk, {.registry = QStringLiteral("tasks"), .limit = 1}));
    REQUIRE(heads.size() == 1);
    CHECK(heads.first().who == li);
    CHECK(heads.first().reason.contains(QStringLiteral("任务 3")));
    CHECK_FALSE(undo(*desk, TaskDesk::author(zhang), heads.first().entry));
    CHECK(closing(desk).isClosed());
}

TEST_CASE("the tasks are written by their own steps only")
{
    const TaskDesk desk;
    const auto spec = desk->registries().requireEditable(QStringLiteral("tasks"));
    REQUIRE_FALSE(spec);
    CHECK(spec.error().text.contains(QStringLiteral("任务")));
}
