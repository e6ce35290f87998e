#include "core/domain/plan/task_light.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
PlanTask dated(QDate due)
{
    PlanTask task;
    task.milestones = {PlanMilestone{due, QStringLiteral("里程碑")}};
    return task;
}

TaskLight lightOn(const PlanTask& task, QDate on, MilestoneStanding standing)
{
    return taskLight(task, on, false, [&](const PlanMilestone&) { return standing; });
}
} // namespace

TEST_CASE("a milestone that is not reached turns blue 30 days before its date and red the day after")
{
    const PlanTask task = dated(QDate(2024, 12, 31));
    CHECK(lightOn(task, QDate(2024, 11, 30), {}) == TaskLight::green);
    CHECK(lightOn(task, QDate(2024, 12, 1), {}) == TaskLight::blue);
    CHECK(lightOn(task, QDate(2024, 12, 31), {}) == TaskLight::blue);
    CHECK(lightOn(task, QDate(2025, 1, 1), {}) == TaskLight::red);
    CHECK(lightOn(task, QDate(2025, 1, 1), {.reached = true}) == TaskLight::green);
}

TEST_CASE("a figure behind its pace is yellow until its date is near")
{
    const PlanTask task = dated(QDate(2024, 12, 31));
    CHECK(lightOn(task, QDate(2024, 9, 30), {.behind = true}) == TaskLight::yellow);
    CHECK(lightOn(task, QDate(2024, 12, 20), {.behind = true}) == TaskLight::blue);
}

TEST_CASE("a task without a date is never red, and grey until somebody reports")
{
    const PlanTask task;
    const auto nothing = [](const PlanMilestone&) { return MilestoneStanding{}; };
    CHECK(taskLight(task, QDate(2030, 1, 1), false, nothing) == TaskLight::grey);
    CHECK(taskLight(task, QDate(2030, 1, 1), true, nothing) == TaskLight::green);
}
