#include "core/workflow/tasks/task_choice.h"

#include "tests/core/workflow/tasks/task_desk.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
struct Choosing {
    TaskDesk desk;
    QDate on{2025, 1, 15};
    QList<TaskStatus> all = need(taskStatus(*desk, on));
    QStringList local = need(localUnits(*desk));

    QList<int> numbers(const TaskChoice& choice) const
    {
        QList<int> result;
        for (const TaskStatus& each : chosenTasks(all, choice, on, local))
            result += each.task->no;
        return result;
    }
};
} // namespace

TEST_CASE("a unit's tasks are those that it leads or answers for")
{
    const Choosing choosing;
    CHECK(choosing.numbers({.unit = QStringLiteral("区财政局")}) == QList<int>{9, 18, 25, 26});
    CHECK(choosing.numbers({.unit = QStringLiteral("融媒体")}) == QList<int>{32});
    CHECK(choosing.numbers({.unit = QStringLiteral("没有的单位")}).isEmpty());
}

TEST_CASE("“各乡镇（街道）” stands for every township and township federation")
{
    const Choosing choosing;
    const QList<int> everywhere = choosing.numbers({.unit = QStringLiteral("各乡镇（街道）")});
    CHECK(everywhere.size() > 10);
    for (const QString& unit :
        {QStringLiteral("大观镇"), QStringLiteral("西城街道"), QStringLiteral("大观镇农合联")})
        CHECK(choosing.numbers({.unit = unit}) == everywhere);
}

TEST_CASE("lights, deadlines and search narrow the list together")
{
    using Deadline = TaskChoice::Deadline;
    const Choosing choosing; // nothing was entered
    CHECK(choosing.numbers({.light = TaskLight::red}) == QList<int>{1, 2, 3, 4, 8, 21});
    CHECK(choosing.numbers({.deadline = Deadline::past}) == QList<int>{1, 2, 3, 4, 8, 21});
    CHECK(choosing.numbers({.deadline = Deadline::none}).size() == 24);
    CHECK(choosing.numbers({.deadline = Deadline::thisYear}) == QList<int>{7});
    CHECK(choosing.numbers({.deadline = Deadline::soon}).isEmpty());
    CHECK(choosing.numbers({.unit = QStringLiteral("人行"), .light = TaskLight::red}) == QList<int>{21});
    CHECK(choosing.numbers({.search = QStringLiteral("整村授信")}) == QList<int>{19});
    CHECK(choosing.numbers({.search = QStringLiteral("zcsx")}) == QList<int>{19});
    CHECK(choosing.numbers({}).size() == 32);
}

TEST_CASE("a light is named by its id or its word")
{
    CHECK(*parseLight(QStringLiteral("red")) == TaskLight::red);
    CHECK(*parseLight(QStringLiteral("临期")) == TaskLight::blue);
    CHECK(parseLight(QStringLiteral("pink")).error().text.contains(QStringLiteral("grey")));
}
