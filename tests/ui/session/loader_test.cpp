#include "tests/ui/window_desk.h"
#include "ui/session/loader.h"

#include <QSemaphore>

using namespace coop;

namespace
{
/// Work that ends when its test says so.
struct Held {
    std::shared_ptr<QSemaphore> gate = std::make_shared<QSemaphore>();
    std::shared_ptr<std::atomic_bool> stopped = std::make_shared<std::atomic_bool>(false);
    QString answer;

    QString operator()(const JobControl& control) const
    {
        gate->acquire();
        *stopped = control.cancelled();
        return answer;
    }
};

/// What was taken, in its order.
struct Taken {
    QStringList answers;

    auto here()
    {
        return [this](const QString& answer) { answers += answer; };
    }
};

bool ends(const Loader& loader)
{
    return QTest::qWaitFor([&] { return !loader.busy(); }, 20000);
}
} // namespace

TEST_CASE("the answer to the newest question is shown although an older one ends later")
{
    Jobs jobs;
    Loader loader(jobs);
    Taken taken;
    const Held first{.answer = QStringLiteral("先问的")}, second{.answer = QStringLiteral("后问的")};
    loader.ask(QString(), first, taken.here());
    loader.ask(QString(), second, taken.here());
    second.gate->release();
    REQUIRE(QTest::qWaitFor([&] { return !taken.answers.isEmpty(); }, 20000));
    CHECK(loader.busy());
    first.gate->release();
    REQUIRE(ends(loader));
    CHECK(taken.answers == QStringList{QStringLiteral("后问的")});
    CHECK(*first.stopped); // it was asked to stop
    CHECK_FALSE(*second.stopped);
}

TEST_CASE("an answer that nobody wants any more is not shown")
{
    Jobs jobs;
    Loader loader(jobs);
    Taken taken;
    const Held asked{.answer = QStringLiteral("不要了")};
    loader.ask(QString(), asked, taken.here());
    loader.forget();
    asked.gate->release();
    REQUIRE(ends(loader));
    CHECK(taken.answers.isEmpty());
}

TEST_CASE("of what waits until a reading has ended only the last is done")
{
    Jobs jobs;
    Loader loader(jobs);
    Taken taken;
    const Held asked{.answer = QStringLiteral("第一")};
    loader.ask(QString(), asked, taken.here());
    for (const QString& next : {QStringLiteral("第二"), QStringLiteral("第三")})
        loader.whenIdle([&, next] {
            loader.ask(
                QString(), [next](const JobControl&) { return next; }, taken.here());
        });
    QTest::qWait(50);
    CHECK(taken.answers.isEmpty());
    asked.gate->release();
    REQUIRE(ends(loader));
    CHECK(taken.answers == QStringList{QStringLiteral("第一"), QStringLiteral("第三")});
}

TEST_CASE("a page that is not seen reads when it is shown and again only after something changed")
{
    Jobs jobs;
    QWidget page;
    int asked = 0;
    Taken taken;
    Loader* reads = nullptr;
    Loader loader(jobs, &page, [&] {
        reads->ask(
            QString(), [number = ++asked](const JobControl&) { return QString::number(number); },
            taken.here());
    });
    reads = &loader;
    loader.invalidate();
    loader.invalidate();
    QTest::qWait(50);
    CHECK(asked == 0);
    CHECK(loader.busy());
    page.show();
    REQUIRE(ends(loader));
    CHECK(taken.answers == QStringList{QStringLiteral("1")});
    page.hide();
    page.show();
    CHECK(asked == 1);
    loader.invalidate(); // seen: at once
    REQUIRE(ends(loader));
    page.hide();
    loader.invalidate();
    loader.setFresh(); // what was changed is shown already
    page.show();
    CHECK(asked == 2);
}

TEST_CASE("a page that was closed while it read is not told")
{
    Jobs jobs;
    Taken taken;
    const Held asked{.answer = QStringLiteral("太晚了")};
    {
        Loader loader(jobs);
        loader.ask(QString(), asked, taken.here());
    }
    asked.gate->release();
    REQUIRE(QTest::qWaitFor([&] { return jobs.findChildren<Job*>().isEmpty(); }, 20000));
    CHECK(taken.answers.isEmpty());
    CHECK(*asked.stopped);
}

TEST_CASE("who takes an answer may close what asked for it")
{
    Jobs jobs;
    auto loader = std::make_unique<Loader>(jobs);
    loader->ask(
        QString(), [](const JobControl&) { return 1; }, [&](int) { loader.reset(); });
    CHECK(QTest::qWaitFor([&] { return !loader; }, 20000));
}

TEST_CASE("a reading that fails says so and the next one is asked for as ever")
{
    WindowDesk desk;
    desk.open();
    Loader loader(desk.session().jobs());
    QStringList said;
    const auto take
        = [&](const Result<qint64>& rows) { said += rows ? QString::number(*rows) : rows.error().text; };
    loader.ask(
        desk.session(), QString(),
        [](Workspace&, const JobControl&) -> Result<qint64> {
            return fail(ErrorKind::refused, QStringLiteral("读不出来"));
        },
        take);
    REQUIRE(ends(loader));
    desk.put(QStringLiteral("甲店"));
    loader.ask(
        desk.session(), QString(),
        [](Workspace& own, const JobControl&) { return own.count(QStringLiteral("outlets")); }, take);
    REQUIRE(ends(loader));
    CHECK(said == QStringList{QStringLiteral("读不出来"), QStringLiteral("1")});
}
