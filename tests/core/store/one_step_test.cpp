#include "core/store/one_step.h"

#include "core/store/history/change_log.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
const Author clerk{QStringLiteral("测试员"), Door::form, QStringLiteral("一步")};

Record shop(const TestWorkspace& test, const QString& name)
{
    return test.newRow("outlets", {{u"name", name}, {u"township", test.township(QStringLiteral("大观镇"))}});
}
} // namespace

TEST_CASE("what one step writes is one entry and its value comes out")
{
    TestWorkspace test;
    qint64 entry = 0;
    const RowId second = need(inOneStep(*test, clerk,
        [&](UnitOfWork& work) -> Result<RowId> {
            COOP_TRY(work.add(shop(test, QStringLiteral("甲店"))));
            return work.add(shop(test, QStringLiteral("乙店")));
        },
        {.entry = &entry}));
    CHECK(test.row("outlets", second)[u"name"].text() == QStringLiteral("乙店"));
    CHECK(entry == test->dataVersion());
    const ChangeEntry logged = need(historyEntry(*test, entry));
    CHECK(logged.rows.size() == 2);
    CHECK(logged.reason == clerk.reason);
}

TEST_CASE("a step that fails anywhere writes nothing and gives its error")
{
    TestWorkspace test;
    const qint64 version = test->dataVersion();
    const auto refused = inOneStep(*test, clerk, [&](UnitOfWork& work) -> Result<> {
        COOP_TRY(work.add(shop(test, QStringLiteral("甲店"))));
        return fail(ErrorKind::cancelled, QStringLiteral("不写了"));
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text == QStringLiteral("不写了"));
    CHECK(need(test->count(QStringLiteral("outlets"))) == 0);
    CHECK(test->dataVersion() == version);
    CHECK(inOneStep(*test, clerk, [](UnitOfWork&) { return Result<>(); })); // nothing of it is still open
}

TEST_CASE("a step in which nothing changed leaves an entry only as a note")
{
    TestWorkspace test;
    const qint64 version = test->dataVersion();
    const auto nothing = [](UnitOfWork&) { return Result<>(); };
    qint64 entry = -1;
    need(inOneStep(*test, clerk, nothing, {.entry = &entry}));
    CHECK(entry == 0);
    CHECK(test->dataVersion() == version);
    need(inOneStep(*test, clerk, nothing, {.note = true, .entry = &entry}));
    CHECK(entry == version + 1);
    CHECK(test->dataVersion() == entry);
}

TEST_CASE("a step that takes another one back says which")
{
    TestWorkspace test;
    qint64 entry = 0, back = 0;
    need(inOneStep(*test, clerk,
        [&](UnitOfWork& work) { return work.add(shop(test, QStringLiteral("甲店"))); }, {.entry = &entry}));
    const ChangeEntry before = need(historyEntry(*test, entry));
    need(inOneStep(*test, clerk, [&](UnitOfWork& work) { return work.takeBack(before); },
        {.undoes = entry, .entry = &back}));
    CHECK(need(historyEntry(*test, back)).undoes == entry);
    CHECK(need(test->count(QStringLiteral("outlets"))) == 0);
}

TEST_CASE("a row without an id is added and one that has an id is changed")
{
    TestWorkspace test;
    const auto write = [&](const Record& row) {
        return need(inOneStep(*test, clerk, [&](UnitOfWork& work) { return addOrChange(work, row); }));
    };
    const RowId id = write(shop(test, QStringLiteral("甲店")));
    Record row = test.row("outlets", id);
    row.set(u"name", QStringLiteral("乙店"));
    CHECK(write(row) == id);
    CHECK(test.row("outlets", id)[u"name"].text() == QStringLiteral("乙店"));
    CHECK(need(test->count(QStringLiteral("outlets"))) == 1);
}
