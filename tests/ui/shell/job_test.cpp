#include "ui/session/job.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("work whose result has been shown says no more how far it is", "[job]")
{
    Jobs jobs;
    QStringList said;
    Job* job = jobs.start(
        QStringLiteral("正在查"), &jobs,
        [](const JobControl& control) {
            control.progress(100, 100);
            return 7;
        },
        [&](int result) { said += QStringLiteral("查完 %1").arg(result); });
    QObject::connect(
        job, &Job::progressed, &jobs, [&](int percent) { said += QStringLiteral("%1%").arg(percent); });
    QThread::msleep(300); // a window that is busy: the result and a look at the progress are due together
    REQUIRE(QTest::qWaitFor([&] { return said.contains(QStringLiteral("查完 7")); }, 20000));
    QTest::qWait(300);
    CHECK(said.last() == QStringLiteral("查完 7"));
}
