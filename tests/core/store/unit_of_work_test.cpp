#include "core/store/history/change_log.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>
#include <ctime>

using namespace coop;

TEST_CASE("leaving a unit of work without commit leaves no trace")
{
    TestWorkspace test;
    const qint64 version = test->dataVersion();
    {
        const auto work = test.begin();
        need(work->add(test.newRow("outlets",
            {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("大观镇"))}})));
        CHECK(*test->count(QStringLiteral("outlets")) == 1);
        CHECK(test->lookup().find({QStringLiteral("outlets")}, QStringLiteral("甲店")).size() == 1);
    }
    CHECK(*test->count(QStringLiteral("outlets")) == 0);
    CHECK(test->lookup().find({QStringLiteral("outlets")}, QStringLiteral("甲店")).isEmpty());
    CHECK(test->dataVersion() == version);
}

TEST_CASE("a unit of work that changes nothing logs nothing")
{
    TestWorkspace test;
    const qint64 version = test->dataVersion();
    const auto work = test.begin();
    const Record row = test.row("townships", test.township(QStringLiteral("大观镇")));
    CHECK_FALSE(need(work->change(row)));
    const RowId id = need(work->add(test.newRow("centres",
        {{u"name", QStringLiteral("中心")}, {u"level", QStringLiteral("区级")}, {u"township", row.id},
            {u"status", QStringLiteral("在建")}})));
    REQUIRE(work->remove(QStringLiteral("centres"), id));
    CHECK(need(work->commit()) == 0);
    CHECK(test->dataVersion() == version);
    CHECK_FALSE(work->add(row));
}

TEST_CASE("rows without a code get the next free number of the device")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const auto work = test.begin();
    const auto add = [&](const QString& name, const QString& code) {
        return need(
            work->add(test.newRow("outlets", {{u"code", code}, {u"name", name}, {u"township", guan}})));
    };
    const RowId first = add(QStringLiteral("一"), {});
    add(QStringLiteral("二"), QStringLiteral("WD1-0002"));
    const RowId third = add(QStringLiteral("三"), {});
    CHECK(test.row("outlets", first).code() == QStringLiteral("WD1-0001"));
    CHECK(test.row("outlets", third).code() == QStringLiteral("WD1-0003"));
    CHECK(third > first);
}

TEST_CASE("the same code, the same natural key, a broken reference and a broken rule are refused, each alone")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const RowId first = test.add(
        "outlets", {{u"code", QStringLiteral("A")}, {u"name", QStringLiteral("甲店")}, {u"township", guan}});
    const auto work = test.begin();
    const auto kind = [&](const QList<std::pair<QStringView, FieldValue>>& fields) {
        const auto id = work->add(test.newRow("outlets", fields));
        REQUIRE_FALSE(id);
        INFO(id.error().text.toStdString());
        CHECK_FALSE(id.error().text.isEmpty());
        return id.error().kind;
    };
    CHECK(kind({{u"code", QStringLiteral("A")}, {u"name", QStringLiteral("乙店")}, {u"township", guan}})
        == ErrorKind::duplicate);
    CHECK(kind({{u"name", QStringLiteral("甲店")}, {u"township", guan}}) == ErrorKind::duplicate);
    CHECK(kind({{u"name", QStringLiteral("乙店")}, {u"township", RowId(42)}}) == ErrorKind::notFound);
    CHECK(kind({{u"name", QStringLiteral("乙店")}, {u"township", first}}) == ErrorKind::notFound);
    CHECK(kind({{u"township", guan}}) == ErrorKind::refused);
    CHECK(kind({{u"name", QStringLiteral("乙店")}, {u"township", guan}, {u"joint_build", 7}})
        == ErrorKind::refused);
    // The next row is not hindered.
    const RowId second = need(work->add(test.newRow("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("水江镇"))}})));
    Record moved = test.row("outlets", second);
    moved.set(u"township", guan);
    CHECK(work->change(moved).error().kind == ErrorKind::duplicate);
    moved.id = 99;
    CHECK(work->change(moved).error().kind == ErrorKind::notFound);
    REQUIRE(work->commit());
    CHECK(*test->count(QStringLiteral("outlets")) == 2);
}

TEST_CASE("an empty part of a natural key counts as a value")
{
    TestWorkspace test;
    const QList<std::pair<QStringView, FieldValue>> loan{{u"month", QStringLiteral("2024-03")},
        {u"institution", QStringLiteral("农商行")}, {u"borrower", QStringLiteral("农户")},
        {u"product", QStringLiteral("信用")}, {u"disbursed", 100}};
    test.add("loans", loan);
    const auto work = test.begin();
    CHECK(work->add(test.newRow("loans", loan)).error().kind == ErrorKind::duplicate);
}

TEST_CASE("a row that others refer to is not removed, and the sentence names them")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    test.add("outlets", {{u"name", QStringLiteral("甲店")}, {u"township", guan}});
    const auto work = test.begin();
    const auto removed = work->remove(QStringLiteral("townships"), guan);
    REQUIRE_FALSE(removed);
    CHECK(removed.error().kind == ErrorKind::inUse);
    CHECK(removed.error().text.contains(QStringLiteral("大观镇")));
}

TEST_CASE("a masked value that comes in changes nothing")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const RowId id = test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", guan}, {u"phone", QStringLiteral("13812340000")}});
    const auto work = test.begin();
    Record row = test.row("outlets", id);
    row.set(u"phone", QStringLiteral("138****0000"));
    CHECK_FALSE(need(work->change(row)));
    row.set(u"operator", QStringLiteral("张三"));
    CHECK(need(work->change(row)));
    CHECK(test.row("outlets", id)[u"phone"].text() == QStringLiteral("13812340000"));
    const RowId other = need(work->add(test.newRow("outlets",
        {{u"name", QStringLiteral("乙店")}, {u"township", guan},
            {u"phone", QStringLiteral("138****0000")}})));
    CHECK(test.row("outlets", other)[u"phone"].isNull());
}

TEST_CASE("the child rows of a member follow its lists, and go with it")
{
    TestWorkspace test;
    const RowId guan = test.federation(QStringLiteral("大观"));
    const RowId jiang = test.federation(QStringLiteral("水江"));
    const RowId ming = test.federation(QStringLiteral("鸣玉"));
    const RowId id = test.add("members",
        {{u"name", QStringLiteral("甲社")}, {u"kind", QStringLiteral("农民合作社")},
            {u"federations", FieldValue::List{guan, jiang}},
            {u"joined_on", FieldValue::List{QStringLiteral("2024-01-05"), FieldValue()}}});
    Record row = test.row("members", id);
    CHECK(row[u"federations"] == FieldValue(FieldValue::List{guan, jiang}));
    CHECK(row[u"joined_on"] == FieldValue(FieldValue::List{QStringLiteral("2024-01-05"), FieldValue()}));
    CHECK(*test->count(QStringLiteral("memberships")) == 2);

    const auto work = test.begin();
    CHECK_FALSE(need(work->change(row)));
    row.set(u"federations", FieldValue::List{jiang, ming});
    row.set(u"joined_on", FieldValue::List{QStringLiteral("2024-02-01"), QStringLiteral("2024-03-01")});
    row.set(u"left_on", FieldValue());
    CHECK(need(work->change(row)));
    const qint64 entry = need(work->commit());
    const auto logged = need(historyEntry(*test, entry));
    CHECK(logged.rows.size() == 3); // 大观 removed, 水江 changed, 鸣玉 added
    for (const ChangedRow& changed : logged.rows)
        CHECK(changed.registry == QStringLiteral("memberships"));
    CHECK(test.row("members", id)[u"federations"] == FieldValue(FieldValue::List{jiang, ming}));
    const auto filtered = need(test->rows(
        {.registry = QStringLiteral("members"), .equals = {{QStringLiteral("federations"), ming}}}));
    CHECK(filtered.size() == 1);
    CHECK(need(test->rows({.registry = QStringLiteral("members"),
                   .equals = {{QStringLiteral("federations"), guan}}}))
              .isEmpty());
    // The member's history shows its memberships, also the one that is gone.
    const auto steps = need(history(*test, {.registry = QStringLiteral("members"), .row = id}));
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].rows.size() == 3);
    CHECK(steps[1].rows.size() == 3);

    const auto removing = test.begin();
    REQUIRE(removing->remove(QStringLiteral("members"), id));
    REQUIRE(removing->commit());
    CHECK(*test->count(QStringLiteral("memberships")) == 0);
}

TEST_CASE("a member with a broken membership is refused as a whole")
{
    TestWorkspace test;
    const auto work = test.begin();
    const auto id = work->add(test.newRow("members",
        {{u"name", QStringLiteral("甲社")}, {u"kind", QStringLiteral("农民合作社")},
            {u"federations", FieldValue::List{test.federation(QStringLiteral("大观")), FieldValue()}}}));
    REQUIRE_FALSE(id);
    CHECK(work->commit().value_or(-1) == 0);
    CHECK(*test->count(QStringLiteral("members")) == 0);
    CHECK(*test->count(QStringLiteral("memberships")) == 0);
}

TEST_CASE("several choices, points and derived figures come back as they were given")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const RowId centre = test.add("centres",
        {{u"name", QStringLiteral("中心")}, {u"level", QStringLiteral("区级")}, {u"township", guan},
            {u"status", QStringLiteral("在建")}, {u"lon", 107.1234567}, {u"lat", 29.7654321},
            {u"services", FieldValue::List{QStringLiteral("产销对接"), QStringLiteral("农资供应")}}});
    const Record row = test.row("centres", centre);
    CHECK(row[u"lon"].real() == 107.1234567);
    CHECK(row[u"lat"].real() == 29.7654321);
    CHECK(row[u"services"]
        == FieldValue(FieldValue::List{QStringLiteral("农资供应"), QStringLiteral("产销对接")}));
    const RowId service = test.add("services",
        {{u"month", QStringLiteral("2024-04")}, {u"township", guan}, {u"provider", centre},
            {u"stage", QStringLiteral("耕")}, {u"area", 10050}, {u"times", 2}});
    CHECK(test.row("services", service)[u"mu_times"] == FieldValue(20100));
}

TEST_CASE("a full disk ends in one sentence, nothing is kept, and the next step works again")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观镇"));
    const qint64 version = test->dataVersion();
    const auto rows = [&](int count) -> Result<qint64> {
        const auto work = test.begin();
        for (int i = 0; i < count; ++i)
            if (const auto id = work->add(test.newRow("outlets",
                    {{u"name", QStringLiteral("店%1").arg(i)}, {u"township", guan},
                        {u"address", QString(500, u'长')}}));
                !id) {
                CHECK_FALSE(work->commit()); // what came before the failure is not committed either
                return fail(id.error());
            }
        return work->commit();
    };
    databaseOf(*test).exec("PRAGMA max_page_count = 1"); // SQLite: not below what the file has now
    const auto full = rows(500);
    REQUIRE_FALSE(full);
    CHECK(full.error().kind == ErrorKind::fileUnwritable);
    CHECK(full.error().text.contains(QStringLiteral("磁盘已满")));
    CHECK(need(test->count(QStringLiteral("outlets"))) == 0);
    CHECK(test->dataVersion() == version);
    databaseOf(*test).exec("PRAGMA max_page_count = 1000000");
    CHECK(rows(500));
    CHECK(need(test->count(QStringLiteral("outlets"))) == 500);
}
