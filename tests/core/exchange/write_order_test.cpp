#include "core/exchange/write_order.h"
#include "core/store/unit_of_work.h"
#include "tests/core/store/test_workspace.h"

#include <deque>

using namespace coop;

namespace
{
/// Rows of outlets that are to be called otherwise.
struct Names : TestWorkspace {
    RowId place = township(QStringLiteral("大观镇"));
    std::unique_ptr<UnitOfWork> work;
    std::deque<Record> rows; ///< as they are and as they are to be
    QList<PlannedWrite> writes;
    int tries = 0;

    Record outlet(const QString& name)
    {
        Record row = newRow("outlets", {{u"name", name}, {u"township", place}});
        row.id = need(work->add(row));
        return need(workspace->row(QStringLiteral("outlets"), row.id));
    }
    void plan(const Record* before, const Record* after)
    {
        const Record& any = before ? *before : *after;
        writes += PlannedWrite{.registry = any.spec().id, .id = any.id, .before = before, .after = after};
        writes.last().write = [this, before, after]() -> Result<> {
            ++tries;
            if (!after)
                return work->remove(before->spec().id, before->id);
            if (!before) {
                const auto added = work->add(*after);
                return added ? Result<>() : fail(added.error());
            }
            const auto changed = work->change(*after);
            return changed ? Result<>() : fail(changed.error());
        };
    }
    void rename(const Record& row, const QString& name)
    {
        rows.push_back(row);
        const Record& before = rows.back();
        rows.push_back(row);
        rows.back().set(u"name", name);
        plan(&before, &rows.back());
    }
    QString nameOf(RowId id) const { return row("outlets", id).title(); }
};

QString chained(int i)
{
    return QStringLiteral("链%1").arg(i);
}
} // namespace

TEST_CASE("a chain of names that wait for each other is written with one try each whatever order it comes in")
{
    constexpr int length = 2'000; // a square of it would be millions of tries
    Names names;
    names.work = names.begin();
    QList<Record> outlets;
    for (int i = 0; i < length; ++i)
        outlets += names.outlet(chained(i));
    for (int i = 0; i < length; ++i)
        names.rename(outlets[i], chained(i + 1));
    CHECK(writeInOrder(*names.work, names.writes).isEmpty());
    CHECK(names.tries == length);
    CHECK(names.nameOf(outlets[0].id) == chained(1));
    CHECK(names.nameOf(outlets.last().id) == chained(length));
}

TEST_CASE("names and codes that go round in a circle change together")
{
    Names names;
    names.work = names.begin();
    QList<Record> outlets;
    for (int i = 0; i < 50; ++i)
        outlets += names.outlet(chained(i));
    for (int i = 0; i < 50; ++i)
        names.rename(outlets[i], chained((i + 7) % 50));
    CHECK(writeInOrder(*names.work, names.writes).isEmpty());
    for (int i = 0; i < 50; ++i)
        CHECK(names.nameOf(outlets[i].id) == chained((i + 7) % 50));
}

TEST_CASE("rows come after those that they refer to and go before them")
{
    Names names;
    names.work = names.begin();
    const Record old = names.outlet(QStringLiteral("旧社"));
    Record service = names.newRow("services",
        {{u"month", QStringLiteral("2024-07")}, {u"township", names.place}, {u"provider", old.id},
            {u"stage", QStringLiteral("耕")}, {u"area", 100}});
    service.id = need(names.work->add(service));
    service = need(names.workspace->row(QStringLiteral("services"), service.id));
    Record fresh = names.newRow("outlets", {{u"name", QStringLiteral("旧社")}, {u"township", names.place}});
    fresh.id = old.id + 1;
    Record other = service;
    other.id = service.id + 1;
    other.set(u"code", {});
    other.set(u"stage", QStringLiteral("种"));
    other.set(u"provider", fresh.id);
    names.plan(nullptr, &other); // refers to a row that is added below
    names.plan(nullptr, &fresh); // has the name of the row that goes
    names.plan(&old, nullptr); // is in use until the service is gone
    names.plan(&service, nullptr);
    CHECK(writeInOrder(*names.work, names.writes).isEmpty());
    CHECK(names.tries == 4);
}

TEST_CASE("what cannot be written is told in its order and does not hold up the rest")
{
    Names names;
    names.work = names.begin();
    const Record one = names.outlet(chained(1)), two = names.outlet(chained(2)),
                 three = names.outlet(chained(3));
    names.rename(three, chained(4));
    names.rename(one, chained(2)); // waits for two, which may not be called so
    names.rename(two, QString(999, u'长'));
    const auto left = writeInOrder(*names.work, names.writes);
    REQUIRE(left.size() == 2);
    CHECK(left[0].step == 1);
    CHECK(left[0].why.kind == ErrorKind::duplicate);
    CHECK(left[1].step == 2);
    CHECK(left[1].why.kind == ErrorKind::refused);
    CHECK(names.nameOf(three.id) == chained(4));
}
