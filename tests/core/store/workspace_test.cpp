#include "tests/core/store/test_workspace.h"

#include "core/store/workspace_database.h"

#include <QDir>
#include <QElapsedTimer>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
ErrorKind openError(const QString& path)
{
    const auto opened = Workspace::open(path, Workspace::Access::write);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().text.contains(QDir::toNativeSeparators(path)));
    return opened.error().kind;
}
} // namespace

TEST_CASE("a new workspace holds the plan's rows, also after it was opened again")
{
    TestWorkspace test;
    for (int round = 0; round < 2; ++round) {
        const Plan& plan = test->plan();
        CHECK(*test->count(QStringLiteral("townships")) == plan.townships.size());
        CHECK(*test->count(QStringLiteral("villages")) == plan.villages.size());
        CHECK(*test->count(QStringLiteral("federations")) == plan.federations.size());
        CHECK(*test->count(QStringLiteral("tasks")) == 32);
        CHECK(*test->count(QStringLiteral("outlets")) == 0);
        for (const PlanTownship& planned : plan.townships) {
            const Record row = need(test->rowByCode(QStringLiteral("townships"), planned.code));
            CHECK(row[u"name"].text() == planned.name);
            CHECK(row[u"lon"].real() == planned.lon.value_or(0));
            CHECK(row[u"lat"].real() == planned.lat.value_or(0));
            const auto federation
                = test->lookup().row({QStringLiteral("federations")}, row[u"federation"].number());
            CHECK(federation.code == planned.federation);
        }
        for (const Record& row : need(test->rows({QStringLiteral("federations")})))
            CHECK(row[u"status"].text() == QStringLiteral("筹建"));
        test.reopen();
    }
}

TEST_CASE("a closed workspace is one plain file")
{
    TestWorkspace test;
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    test.workspace.reset();
    CHECK(QDir(test.folder.path()).entryList(QDir::Files) == QStringList{QStringLiteral("测试.gpkg")});
    test.reopen(Workspace::Access::read);
    CHECK(*test->count(QStringLiteral("outlets")) == 1);
    test.workspace.reset();
    CHECK(QDir(test.folder.path()).entryList(QDir::Files) == QStringList{QStringLiteral("测试.gpkg")});
}

TEST_CASE("what is no workspace is refused with its kind and its path")
{
    const QTemporaryDir folder;
    const auto fileWith = [&](const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    };
    CHECK(openError(folder.filePath(QStringLiteral("没有.gpkg"))) == ErrorKind::fileUnreadable);
    CHECK(openError(folder.path()) == ErrorKind::fileUnreadable);
    CHECK(openError(fileWith(QStringLiteral("空.gpkg"), {})) == ErrorKind::notAWorkspace);
    CHECK(openError(fileWith(QStringLiteral("文.gpkg"), "no database at all")) == ErrorKind::notAWorkspace);
    CHECK(openError(fileWith(
              QStringLiteral("坏.gpkg"), QByteArray("SQLite format 3\0", 16) + QByteArray(4096, 'x')))
        == ErrorKind::notAWorkspace);
    const QString other = folder.filePath(QStringLiteral("别的.gpkg"));
    SQLite::Database(other.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t (x)");
    CHECK(openError(other) == ErrorKind::notAWorkspace);
}

TEST_CASE("a workspace of a newer program is refused and stays as it was")
{
    TestWorkspace test;
    test.workspace.reset();
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE coop_meta SET value = '99' WHERE key = 'schema'");
    CHECK(openError(test.path) == ErrorKind::newerVersion);
}

TEST_CASE("a workspace is made only where nothing is and something can be")
{
    const QTemporaryDir folder;
    const auto error = [](const QString& path, const QByteArray& plan) {
        const auto made = Workspace::create(path, plan, QStringLiteral("测试员"));
        REQUIRE_FALSE(made);
        CHECK_FALSE(made.error().text.isEmpty());
        return made.error().kind;
    };
    const QString path = folder.filePath(QStringLiteral("新.gpkg"));
    CHECK(error(path, "{}") != ErrorKind::fileUnwritable);
    CHECK(
        error(folder.filePath(QStringLiteral("没有/新.gpkg")), nanchuanPlan()) == ErrorKind::fileUnwritable);
    CHECK(error(folder.path(), nanchuanPlan()) == ErrorKind::fileUnwritable);
    CHECK(QDir(folder.path()).isEmpty());
    REQUIRE(Workspace::create(path, nanchuanPlan(), QStringLiteral("测试员")));
    CHECK(error(path, nanchuanPlan()) == ErrorKind::fileUnwritable);
}

TEST_CASE("a read-only workspace cannot be changed")
{
    TestWorkspace test;
    test.reopen(Workspace::Access::read);
    const auto work = UnitOfWork::begin(*test, {QStringLiteral("甲"), Door::form, QString()});
    REQUIRE_FALSE(work);
    CHECK(work.error().kind == ErrorKind::locked);
}

TEST_CASE("nothing can be written outside a unit of work")
{
    TestWorkspace test;
    CHECK_THROWS_AS(databaseOf(*test).exec("UPDATE townships SET name = 'x'"), SQLite::Exception);
    const auto work = test.begin();
    CHECK_NOTHROW(databaseOf(*test).exec("UPDATE townships SET remark = 'x' WHERE code = '500119001'"));
    REQUIRE(need(work->commit()) > 0);
    CHECK_THROWS_AS(databaseOf(*test).exec("UPDATE townships SET name = 'x'"), SQLite::Exception);
}

TEST_CASE("a second writer is told that the file is in use, and a reader goes on")
{
    TestWorkspace test;
    const auto work = test.begin();
    need(work->add(test.newRow("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("大观镇"))}})));
    const auto second = need(Workspace::open(test.path, Workspace::Access::write));
    const auto other = UnitOfWork::begin(*second, {QStringLiteral("乙"), Door::form, QString()});
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == ErrorKind::inUse);
    CHECK(need(second->count(QStringLiteral("outlets"))) == 0);
    const qint64 before = second->dataVersion();
    REQUIRE(work->commit());
    CHECK(need(second->count(QStringLiteral("outlets"))) == 1);
    CHECK(second->dataVersion() > before);
}

TEST_CASE("rows come in the order of their codes and by every condition at once")
{
    TestWorkspace test;
    const RowId guan = test.township(QStringLiteral("大观"));
    const RowId jiang = test.township(QStringLiteral("水江镇"));
    const auto work = test.begin();
    for (const auto& [code, name, township] :
        QList<std::tuple<QString, QString, RowId>>{{QStringLiteral("W-10"), QStringLiteral("丙店"), guan},
            {QStringLiteral("W-2"), QStringLiteral("乙店"), guan},
            {QStringLiteral("W-1"), QStringLiteral("甲店"), jiang}})
        need(work->add(test.newRow("outlets", {{u"code", code}, {u"name", name}, {u"township", township}})));
    REQUIRE(work->commit());
    const auto codes = [&](const RowQuery& query) {
        QStringList list;
        for (const Record& row : need(test->rows(query)))
            list += row.code();
        return list.join(u' ');
    };
    const QString outlets = QStringLiteral("outlets");
    CHECK(codes({outlets}) == QStringLiteral("W-1 W-2 W-10"));
    CHECK(codes({.registry = outlets, .limit = 2}) == QStringLiteral("W-1 W-2"));
    CHECK(codes({.registry = outlets, .townships = {guan}}) == QStringLiteral("W-2 W-10"));
    CHECK(codes({.registry = outlets, .equals = {{QStringLiteral("township"), jiang}}})
        == QStringLiteral("W-1"));
    CHECK(codes({.registry = outlets, .search = QStringLiteral("大观 丙")}) == QStringLiteral("W-10"));
    CHECK(codes({.registry = outlets, .search = QStringLiteral("sjz")}) == QStringLiteral("W-1"));
    CHECK(need(test->rows({.registry = QStringLiteral("townships"), .townships = {guan}})).size() == 1);
    CHECK(test->rows({QStringLiteral("nothing")}).error().kind == ErrorKind::notFound);
    CHECK(test->rows({.registry = outlets, .equals = {{QStringLiteral("x"), 1}}}).error().kind
        == ErrorKind::notFound);
}
