#include "core/store/history/changes_since.h"

#include "core/store/history/change_log.h"
#include "core/store/one_step.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
struct Shops : TestWorkspace {
    qint64 before = workspace->dataVersion();

    qint64 step(Door door, const std::function<Result<>(UnitOfWork&)>& work) const
    {
        qint64 entry = 0;
        need(inOneStep(
            *workspace, {QStringLiteral("甲"), door, QStringLiteral("一步")}, work, {.entry = &entry}));
        return entry;
    }
    RowId shop(const QString& name) const
    {
        return add("outlets", {{u"name", name}, {u"township", township(QStringLiteral("大观镇"))}});
    }
    qint64 rename(RowId id, const QString& name, Door door = Door::form) const
    {
        Record changed = row("outlets", id);
        changed.set(u"name", name);
        return step(door, [&](UnitOfWork& work) -> Result<> {
            COOP_TRY(work.change(changed));
            return {};
        });
    }
    qint64 remove(RowId id) const
    {
        return step(Door::form, [&](UnitOfWork& work) { return work.remove(QStringLiteral("outlets"), id); });
    }
};
} // namespace

TEST_CASE("changes after an entry come in their order with who made them and through which door")
{
    Shops test;
    const RowId id = test.shop(QStringLiteral("甲店"));
    const qint64 added = test->dataVersion();
    const qint64 renamed = test.rename(id, QStringLiteral("乙店"), Door::grid);
    const qint64 removed = test.remove(id);
    QList<RowOp> ops;
    QList<Door> doors;
    QList<qint64> entries;
    eachChangeSince(*test, test.before, [&](const LoggedChange& change) {
        CHECK(change.registry == u"outlets");
        CHECK(change.id == id);
        ops += change.op;
        doors += change.door;
        entries += change.entry;
        if (change.op == RowOp::change) {
            CHECK(change.who == u"甲");
            CHECK(change.fields[QStringLiteral("name")][0].toString() == u"甲店");
            CHECK(change.fields[QStringLiteral("name")][1].toString() == u"乙店");
        }
    });
    CHECK(ops == QList<RowOp>{RowOp::add, RowOp::change, RowOp::remove});
    CHECK(doors == QList<Door>{Door::form, Door::grid, Door::form});
    CHECK(entries == QList<qint64>{added, renamed, removed});
    eachChangeSince(*test, removed, [](const LoggedChange&) { FAIL("nothing came after the last entry"); });
}

TEST_CASE(
    "rows touched since an entry are told once with what they were at first and every field that changed")
{
    Shops test;
    const RowId old = test.shop(QStringLiteral("老店"));
    const qint64 since = test->dataVersion();
    const RowId fresh = test.shop(QStringLiteral("新店"));
    test.rename(old, QStringLiteral("老店二"));
    test.rename(fresh, QStringLiteral("新店二"));
    test.remove(old);
    QList<RowTouched> rows;
    eachRowTouchedSince(*test, since, [&](const RowTouched& row) { rows += row; });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == fresh);
    CHECK_FALSE(rows[0].wasThere);
    CHECK(rows[1].id == old);
    CHECK(rows[1].wasThere);
    CHECK(rows[1].hasField(QStringLiteral("name")));
    CHECK_FALSE(rows[1].hasField(QStringLiteral("nam")));
}

TEST_CASE("a field is touched only by entries after the one that is asked for")
{
    Shops test;
    const RowId id = test.shop(QStringLiteral("甲店"));
    const qint64 since = test->dataVersion();
    const auto touched = [&](const char* registry, const char* field) {
        return fieldTouchedSince(*test, since, QLatin1String(registry), QLatin1String(field));
    };
    CHECK_FALSE(touched("outlets", "name"));
    test.rename(id, QStringLiteral("乙店"));
    CHECK(touched("outlets", "name"));
    CHECK_FALSE(touched("outlets", "township"));
    CHECK_FALSE(touched("townships", "name"));
}

TEST_CASE("a removed row comes back out of the history as it was last and one that is there does not")
{
    Shops test;
    const RegistrySpec& spec = *test->registries().find(QStringLiteral("outlets"));
    const RowId id = test.shop(QStringLiteral("甲店"));
    test.rename(id, QStringLiteral("乙店"));
    CHECK_FALSE(removedRow(*test, spec, id));
    test.remove(id);
    const auto removed = removedRow(*test, spec, id);
    REQUIRE(removed);
    CHECK(removed->id == id);
    CHECK((*removed)[u"name"].text() == QStringLiteral("乙店"));
    CHECK((*removed)[u"township"].number() == test.township(QStringLiteral("大观镇")));
}

TEST_CASE("the hashes of the history are one an entry and only its own are known to it")
{
    Shops test;
    test.shop(QStringLiteral("甲店"));
    QList<QByteArray> hashes;
    eachHash(*test, [&](qint64 entry, const QByteArray& hash) {
        hashes += hash;
        CHECK(entry == hashes.size());
        CHECK(historyHas(*test, entry, QString::fromLatin1(hash)));
        CHECK_FALSE(historyHas(*test, entry + 1, QString::fromLatin1(hash)));
    });
    CHECK(hashes.size() == test->dataVersion());
    CHECK(hashes.last().size() == 64);
}
