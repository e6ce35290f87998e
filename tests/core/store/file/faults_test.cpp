#include "core/domain/registries.h"
#include "core/store/copies/backup.h"
#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/layout/table_layout.h"
#include "core/store/undo/undo.h"
#include "tests/core/store/file/failing_disk.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
bool same(const Workspace& workspace, const ReplayedContent& a)
{
    return differences(workspace, a, currentContent(workspace), QStringLiteral("a"), QStringLiteral("b"))
        .isEmpty();
}

Result<qint64> addOutlets(const TestWorkspace& test, const QString& name, int rows)
{
    auto work = UnitOfWork::begin(*test.workspace, {QStringLiteral("甲"), Door::form, QString()});
    if (!work)
        return fail(work.error());
    for (int i = 0; i < rows; ++i) {
        const auto added = (*work)->add(test.newRow("outlets",
            {{u"name", QStringLiteral("%1 %2").arg(name).arg(i)},
                {u"township", test.township(QStringLiteral("中桥乡"))}}));
        if (!added)
            return fail(added.error());
    }
    return (*work)->commit();
}

void isASentenceAboutTheDisk(const Error& error)
{
    INFO(error.text.toStdString());
    CHECK(error.kind == ErrorKind::fileUnwritable);
    CHECK((error.text.contains(QStringLiteral("磁盘")) || error.text.contains(QStringLiteral("空间"))));
}

/// Lets the disk fail at every single write of `step` in turn, until it succeeds. After each failure the
/// content is what it was and the history holds; gives how many failures there were.
template <class Step> int sweep(TestWorkspace& test, FailingDisk& disk, Step step)
{
    int failures = 0;
    for (int healthy = 0; healthy < 3000; ++healthy) {
        const auto before = currentContent(*test);
        disk.failAfter(healthy);
        const auto done = step(healthy);
        const bool failed = disk.hasFailed();
        disk.heal();
        if (done) {
            CHECK(need(verifyChangeLog(*test)).isEmpty());
            if (!failed)
                return failures;
            continue; // a failure behind the commit (checkpoint) costs nothing
        }
        INFO(done.error().text.toStdString());
        REQUIRE(failed);
        ++failures;
        isASentenceAboutTheDisk(done.error());
        CHECK(same(*test, before));
        CHECK(need(verifyChangeLog(*test)).isEmpty());
        CHECK(checkAgainstHistory(*test).isEmpty());
    }
    FAIL("the step never succeeded");
    return failures;
}
} // namespace

TEST_CASE("a disk that fills up in the middle of saving loses nothing, and the next try succeeds")
{
    for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE}) {
        FailingDisk disk(code);
        TestWorkspace test;
        const int failures = sweep(test, disk,
            [&](int healthy) { return addOutlets(test, QStringLiteral("店%1").arg(healthy), 3); });
        CHECK(failures > 3);
        test.reopen();
        CHECK(need(test->count(QStringLiteral("outlets"))) % 3 == 0);
    }
}

TEST_CASE("a disk that fills up in the middle of an undo leaves the step standing")
{
    FailingDisk disk(SQLITE_FULL);
    TestWorkspace test;
    REQUIRE(addOutlets(test, QStringLiteral("店"), 50));
    const int failures = sweep(test, disk, [&](int) {
        const auto next = need(nextUndo(*test));
        if (!next) // the try before was done, its failure came behind the commit
            return Result<qint64>(0);
        return undo(*test.workspace, {QStringLiteral("甲"), {}, {}}, next->entry);
    });
    CHECK(failures > 3);
    CHECK(need(test->count(QStringLiteral("outlets"))) == 0);
}

TEST_CASE("a disk that fills up in the middle of a backup leaves no half copy and the workspace as it was")
{
    FailingDisk disk(SQLITE_FULL);
    TestWorkspace test;
    REQUIRE(addOutlets(test, QStringLiteral("店"), 5));
    const auto before = currentContent(*test);
    int failures = 0;
    // The copy takes hundreds of writes; not every one of them is a test of its own.
    for (int healthy = 0;; healthy = healthy < 20 ? healthy + 1 : healthy + healthy / 4) {
        disk.failAfter(healthy);
        const auto made = backUp(*test.workspace, BackupKind::byHand);
        disk.heal();
        if (made)
            break;
        ++failures;
        isASentenceAboutTheDisk(made.error());
        CHECK(backups(test.path).isEmpty());
        CHECK(QDir(backupFolder(test.path)).entryList(QDir::Files).filter(QStringLiteral(".part")).isEmpty());
        CHECK(same(*test, before));
    }
    CHECK(failures > 10);
    REQUIRE(backups(test.path).size() == 1);
    CHECK(verifyCopy(backups(test.path).first().file));
}

TEST_CASE(
    "a disk that fills up in the middle of a migration leaves the file at its version, and it opens later")
{
    FailingDisk disk(SQLITE_FULL);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    REQUIRE(QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces/schema-1.gpkg"), path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    int failures = 0;
    for (int healthy = 0;; healthy = healthy < 20 ? healthy + 1 : healthy + healthy / 4) {
        disk.failAfter(healthy);
        const auto opened = Workspace::open(path, Workspace::Access::write);
        disk.heal();
        if (opened) {
            CHECK((*opened)->schema() == schemaOf(standardRegistries()));
            break;
        }
        ++failures;
        isASentenceAboutTheDisk(opened.error());
        const auto reader = need(Workspace::open(path, Workspace::Access::read));
        CHECK((reader->schema() == 1 || reader->schema() == schemaOf(standardRegistries())));
        CHECK(need(reader->count(QStringLiteral("outlets"))) == 1);
    }
    CHECK(failures > 10);
}

TEST_CASE("a clock that is set back gives neither ids nor a history that go back")
{
    // The newest id of the file is from the future: as if the clock had been right and is wrong now.
    TestWorkspace test;
    const RowId before = test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("中桥乡"))}});
    test.workspace.reset();
    const qint64 future = before + (qint64(40) << 40);
    {
        SQLite::Database raw(test.path.toStdString(), SQLite::OPEN_READWRITE);
        raw.exec(QStringLiteral("UPDATE coop_meta SET value = '%1' WHERE key = 'last_id'")
                     .arg(future)
                     .toStdString());
    }
    test.reopen();
    const RowId after = test.add("outlets",
        {{u"name", QStringLiteral("乙店")}, {u"township", test.township(QStringLiteral("中桥乡"))}});
    CHECK(after > future);
    CHECK(need(verifyChangeLog(*test)).isEmpty());
    CHECK(checkAgainstHistory(*test).isEmpty());
}

TEST_CASE("a clock decades after the newest step is told, and nothing is written")
{
    TestWorkspace test;
    test.workspace.reset();
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE change_log SET time = '2001-07-01T00:00:00.000Z'");
    test.reopen();
    const auto work = UnitOfWork::begin(*test.workspace, {QStringLiteral("甲"), Door::form, QString()});
    REQUIRE_FALSE(work);
    CHECK(work.error().text.contains(QDate::currentDate().toString(QStringLiteral("yyyy年M月d日"))));
    CHECK(work.error().text.contains(QStringLiteral("2001年")));
    CHECK(work.error().text.contains(QStringLiteral("改正")));
}
