// What a clerk started is not dropped by closing the window without a question; what pages read for
// themselves is.
#include "tests/ui/window_desk.h"
#include "ui/session/job.h"

#include <atomic>

using namespace coop;

namespace
{
/// Work that goes on until it is let go or told to stop.
struct LongWork {
    std::atomic_bool letGo = false, stopped = false;
    bool operator()(const JobControl& control)
    {
        while (!letGo && !control.cancelled())
            QThread::msleep(2);
        stopped = control.cancelled();
        return !stopped;
    }
};
} // namespace

TEST_CASE(
    "closing the window while something is written asks, and what is kept comes to its end", "[closing]")
{
    WindowDesk desk;
    desk.open();
    LongWork work;
    std::optional<bool> written;
    desk.session().jobs().start(
        QStringLiteral("正在写报告"), &desk.window,
        [&work](const JobControl& control) { return work(control); }, [&](bool done) { written = done; });
    QString question;
    const auto answer = [&](int button) {
        desk.whenAsked<QMessageBox>(QStringLiteral("jobRuns"), [&, button](QMessageBox* box) {
            question = box->text();
            QTest::mouseClick(
                box->findChild<QPushButton*>(QStringLiteral("jobRuns.%1").arg(button)), Qt::LeftButton);
        });
    };
    SECTION("kept")
    {
        answer(1);
        desk.window.close();
        CHECK(question.contains(QStringLiteral("正在写报告")));
        REQUIRE(desk.window.isVisible());
        work.letGo = true;
        REQUIRE(desk.waitFor([&] { return written.has_value(); }));
        CHECK(*written);
        desk.window.close(); // nothing runs: nothing is asked
        CHECK_FALSE(desk.window.isVisible());
    }
    SECTION("Escape keeps it")
    {
        desk.whenAsked<QMessageBox>(
            QStringLiteral("jobRuns"), [](QMessageBox* box) { QTest::keyClick(box, Qt::Key_Escape); });
        desk.window.close();
        CHECK(desk.window.isVisible());
        work.letGo = true;
        REQUIRE(desk.waitFor([&] { return written.has_value(); }));
    }
    SECTION("given up")
    {
        answer(0);
        desk.window.close();
        CHECK_FALSE(desk.window.isVisible());
        work.letGo = true;
    }
    SECTION("another workspace is opened meanwhile")
    {
        answer(1);
        CHECK_FALSE(desk.window.openFile(desk.path));
        CHECK(question.contains(QStringLiteral("正在写报告")));
        work.letGo = true;
        REQUIRE(desk.waitFor([&] { return written.has_value(); }));
    }
}

TEST_CASE("what a page reads for itself is no reason to ask at closing", "[closing]")
{
    WindowDesk desk;
    desk.open();
    desk.window.workbench()->showPage(QStringLiteral("map")); // begins to read
    CHECK(desk.session().jobs().wouldBeMissed() == nullptr);
    desk.window.close();
    CHECK_FALSE(desk.window.isVisible());
}
