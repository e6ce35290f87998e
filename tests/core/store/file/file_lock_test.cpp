#include "core/store/file/file_lock.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLockFile>
#include <QThread>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <filesystem>

using namespace coop;

namespace
{
RowId addOutlet(const TestWorkspace& test, const QString& name)
{
    return test.add("outlets", {{u"name", name}, {u"township", test.township(QStringLiteral("中桥乡"))}});
}

qint64 outletsIn(const QString& file)
{
    const auto workspace = Workspace::open(file, Workspace::Access::read);
    if (!workspace)
        FAIL(workspace.error().text.toStdString());
    return need((*workspace)->count(QStringLiteral("outlets")));
}

/// What the one file holds, without anything that lies beside it.
qint64 outletsInCopyOf(const QString& file)
{
    const QTemporaryDir stick;
    const QString copy = stick.filePath(QStringLiteral("副本.gpkg"));
    REQUIRE(QFile::copy(file, copy));
    return outletsIn(copy);
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// Writes another file's bytes into this one, as cp and Explorer do: the file keeps its identity.
void copyOnto(const QString& from, const QString& to)
{
    const QByteArray bytes = bytesOf(from);
    QFile file(to);
    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    REQUIRE(file.write(bytes) == bytes.size());
}

QString sentenceOf(const Result<std::unique_ptr<Workspace>>& opened)
{
    return opened ? QString() : opened.error().text;
}

Result<std::unique_ptr<UnitOfWork>> tryToBegin(const TestWorkspace& test)
{
    return UnitOfWork::begin(*test.workspace, {QStringLiteral("测试员"), Door::form, QString()});
}
} // namespace

// What two programs do to one file is tested with the built ones: tests/app/workspace/test_safety.py.

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
    const auto moved = UnitOfWork::begin(*test.workspace, {QStringLiteral("测试员"), Door::form, QString()});
    REQUIRE_FALSE(moved);
    CHECK(moved.error().kind == ErrorKind::fileUnwritable);
    CHECK(moved.error().text.contains(QStringLiteral("另存副本")));
    REQUIRE(QFile::copy(away, test.path)); // another file under the same name
    CHECK_FALSE(UnitOfWork::begin(*test.workspace, {QStringLiteral("测试员"), Door::form, QString()}));
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

TEST_CASE("after every step the one file holds everything that was saved")
{
    TestWorkspace test;
    for (int saved = 1; saved <= 3; ++saved) {
        addOutlet(test, QStringLiteral("店%1").arg(saved));
        CHECK(outletsInCopyOf(test.path) == saved);
        CHECK(QFileInfo(test.path + QStringLiteral("-wal")).size() == 0);
    }
}

TEST_CASE(
    "a step saved while somebody reads an older state stands in the file within a second after the reader")
{
    TestWorkspace test;
    addOutlet(test, QStringLiteral("甲店"));
    SQLite::Database reader(test.path.toStdString(), SQLite::OPEN_READONLY);
    {
        SQLite::Statement rows(reader, "SELECT entry FROM change_rows");
        REQUIRE(rows.executeStep());
        QElapsedTimer clock;
        clock.start();
        addOutlet(test, QStringLiteral("乙店"));
        CHECK(clock.elapsed() < 1000); // the reader does not hold up who saves
        CHECK(outletsIn(test.path) == 2);
    }
    QElapsedTimer clock;
    clock.start();
    while (QFileInfo(test.path + QStringLiteral("-wal")).size() > 0 && clock.elapsed() < 1000)
        QThread::msleep(20);
    CHECK(outletsInCopyOf(test.path) == 2);
    // Its looking again must not be taken for somebody else's writing.
    addOutlet(test, QStringLiteral("丙店"));
    CHECK(outletsInCopyOf(test.path) == 3);
}

TEST_CASE("a file that is renamed or moved while open keeps every step, and nobody else writes it meanwhile")
{
    TestWorkspace test;
    addOutlet(test, QStringLiteral("甲店"));
    const QString folder = test.folder.filePath(QStringLiteral("去年"));
    REQUIRE(QDir().mkdir(folder));
    const bool elsewhere = GENERATE(false, true);
    const QString away = elsewhere ? folder + QStringLiteral("/移走.gpkg")
                                   : test.folder.filePath(QStringLiteral("改名.gpkg"));
    REQUIRE(QFile::rename(test.path, away));
    CHECK(outletsIn(away) == 1);
    const auto second = Workspace::open(away, Workspace::Access::write);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::inUse);
    REQUIRE_FALSE(tryToBegin(test));
    test.workspace.reset();
    CHECK(outletsIn(away) == 1);
    CHECK(Workspace::open(away, Workspace::Access::write));
    CHECK(QDir(test.folder.path()).entryList({QStringLiteral("测试.gpkg*")}).isEmpty());
}

TEST_CASE("another file that is copied over the open one is noticed and stays as it is")
{
    TestWorkspace test;
    const QString older = test.folder.filePath(QStringLiteral("昨天.gpkg"));
    addOutlet(test, QStringLiteral("甲店"));
    REQUIRE(QFile::copy(test.path, older)); // the same workspace, a step ago
    TestWorkspace stranger;
    stranger.workspace.reset();
    const bool ofSameOffice = GENERATE(false, true);
    const QString other = ofSameOffice ? older : stranger.path;
    addOutlet(test, QStringLiteral("乙店"));
    auto underWay = test.begin();
    REQUIRE(underWay->add(test.newRow("outlets",
        {{u"name", QStringLiteral("丙店")}, {u"township", test.township(QStringLiteral("中桥乡"))}})));
    copyOnto(other, test.path);
    CHECK(underWay->commit().error().kind == ErrorKind::fileUnwritable);
    underWay.reset();
    const auto begun = tryToBegin(test);
    REQUIRE_FALSE(begun);
    CHECK(begun.error().text.contains(QStringLiteral("换成了别的文件")));
    test.workspace.reset();
    CHECK(bytesOf(test.path) == bytesOf(other));
    CHECK_FALSE(QFile::exists(test.path + QStringLiteral("-wal")));
    CHECK(outletsIn(test.path) == (other == older ? 1 : 0));
}

TEST_CASE("rows that another program writes into the open file do not count as another file")
{
    TestWorkspace test;
    addOutlet(test, QStringLiteral("甲店"));
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE outlets SET remark = 'QGIS'");
    addOutlet(test, QStringLiteral("乙店"));
    CHECK(outletsInCopyOf(test.path) == 2);
}

TEST_CASE("the lock holds for every name of a file")
{
    TestWorkspace test;
    const QString hard = test.folder.filePath(QStringLiteral("硬链接.gpkg"));
    const QString soft = test.folder.filePath(QStringLiteral("快捷.gpkg"));
    std::filesystem::create_hard_link(test.path.toStdU16String(), hard.toStdU16String());
    REQUIRE(QFile::link(test.path, soft));
    const auto second = Workspace::open(hard, Workspace::Access::write);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::inUse);
    CHECK(Workspace::open(soft, Workspace::Access::write)); // the same name in the end: shared in one program
    CHECK(Workspace::open(hard, Workspace::Access::read));
    test.workspace.reset();
    const auto now = Workspace::open(hard, Workspace::Access::write);
    CHECK(now);
    CHECK_FALSE(Workspace::open(test.path, Workspace::Access::write));
}

TEST_CASE("a symbolic link that was led elsewhere is not written through")
{
    TestWorkspace test, other;
    const QString soft = test.folder.filePath(QStringLiteral("快捷.gpkg"));
    test.workspace.reset();
    other.workspace.reset();
    REQUIRE(QFile::link(test.path, soft));
    test.path = soft;
    test.reopen();
    REQUIRE(QFile::remove(soft));
    REQUIRE(QFile::link(other.path, soft));
    CHECK_FALSE(tryToBegin(test));
}

TEST_CASE("a lock file in which nothing can be read keeps nobody out")
{
    TestWorkspace test;
    test.workspace.reset();
    const QString lock = test.path + QStringLiteral(".lock");
    const QByteArray junk = GENERATE(QByteArray(), QByteArray(300, '\xA5'), QByteArray(1 << 20, 'x'),
        QByteArray("0\n\n\n"), QByteArray("\n\n\n\n"), QByteArray("-7\nx\ny\n"));
    QFile file(lock);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(junk);
    file.close();
    QFile who(test.path + QStringLiteral(".who"));
    REQUIRE(who.open(QIODevice::WriteOnly));
    who.write(junk);
    who.close();
    const auto opened = Workspace::open(test.path, Workspace::Access::write);
    CHECK(sentenceOf(opened).toStdString().empty());
}

TEST_CASE("a lock that cannot be taken is told with the file that is to be removed")
{
    TestWorkspace test;
    test.workspace.reset();
    const QString lock = test.path + QStringLiteral(".lock");
    SECTION("a folder of that name")
    {
        REQUIRE(QDir().mkdir(lock));
    }
    SECTION("of another computer")
    {
        QFile file(lock);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write("4711\ncoopmap\nPC-9\n");
    }
    const QString sentence = sentenceOf(Workspace::open(test.path, Workspace::Access::write));
    INFO(sentence.toStdString());
    CHECK(sentence.contains(QStringLiteral("测试.gpkg.lock")));
    CHECK(sentence.contains(QStringLiteral("删除")));
    CHECK_FALSE(sentence.contains(QStringLiteral("有人")));
    CHECK_FALSE(sentence.contains(QStringLiteral("（电脑 ）")));
}
