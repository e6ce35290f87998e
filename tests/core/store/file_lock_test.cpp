#include "core/store/file_lock.h"
#include "tests/core/store/test_workspace.h"

#include <QLockFile>

using namespace coop;

// What two programs do to one file is tested with the built ones: tests/app/test_safety.py.

TEST_CASE("connections of one program share the lock, and the last one lets go of it")
{
    TestWorkspace test;
    const QString lock = test.path + QStringLiteral(".lock");
    CHECK(QFile::exists(lock));
    {
        const auto second = Workspace::open(test.path, Workspace::Access::write);
        REQUIRE(second);
        CHECK(Workspace::open(test.path, Workspace::Access::read));
    }
    CHECK(QFile::exists(lock));
    test.workspace.reset();
    CHECK_FALSE(QFile::exists(lock));
    CHECK_FALSE(QFile::exists(test.path + QStringLiteral(".who")));
}

TEST_CASE("a reader takes no lock")
{
    TestWorkspace test;
    test.reopen(Workspace::Access::read);
    CHECK_FALSE(QFile::exists(test.path + QStringLiteral(".lock")));
}

TEST_CASE("a file that was removed or replaced while open is not written to, and what is open can be saved")
{
    TestWorkspace test;
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("中桥乡"))}});
    const QString away = test.folder.filePath(QStringLiteral("移走.gpkg"));
    REQUIRE(QFile::rename(test.path, away));
    const auto moved
        = UnitOfWork::begin(*test.workspace, {QStringLiteral("测试员"), QStringLiteral("form"), QString()});
    REQUIRE_FALSE(moved);
    CHECK(moved.error().kind == ErrorKind::fileUnwritable);
    CHECK(moved.error().text.contains(QStringLiteral("另存副本")));
    REQUIRE(QFile::copy(away, test.path)); // another file under the same name
    CHECK_FALSE(
        UnitOfWork::begin(*test.workspace, {QStringLiteral("测试员"), QStringLiteral("form"), QString()}));
    CHECK(need(test->count(QStringLiteral("outlets"))) == 1); // reading goes on
}

TEST_CASE("a step under way when the file is moved is not kept")
{
    TestWorkspace test;
    auto work = test.begin();
    REQUIRE(work->add(test.newRow("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("中桥乡"))}})));
    REQUIRE(QFile::rename(test.path, test.folder.filePath(QStringLiteral("移走.gpkg"))));
    CHECK(work->commit().error().kind == ErrorKind::fileUnwritable);
    CHECK(need(test->count(QStringLiteral("outlets"))) == 0);
}
