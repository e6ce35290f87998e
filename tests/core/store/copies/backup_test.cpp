#include "core/store/copies/backup.h"

#include "core/base/files/output_target.h"
#include "core/store/copies/backup_names.h"
#include "core/store/copies/second_place.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/file_contents.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStorageInfo>

using namespace coop;

namespace
{
void addShop(const TestWorkspace& test, const QString& name)
{
    test.add("outlets", {{u"name", name}, {u"township", test.township(QStringLiteral("大观镇"))}});
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files);
}

void writeFile(const QString& path, const QByteArray& bytes = "x")
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(bytes) == bytes.size());
}
} // namespace

TEST_CASE("a backup holds everything that the workspace held at that moment")
{
    TestWorkspace test;
    addShop(test, QStringLiteral("甲店"));
    const BackupDone done = need(backUp(*test, BackupKind::byHand));
    CHECK(done.warnings.isEmpty());
    CHECK(done.backup.kind == BackupKind::byHand);
    CHECK(done.backup.bytes == QFileInfo(done.backup.file).size());
    CHECK(verifyCopy(done.backup.file));
    // One plain file, with nothing of the way it came left over.
    CHECK(filesIn(backupFolder(test.path)) == QStringList{QFileInfo(done.backup.file).fileName()});
    QFile copy(done.backup.file);
    REQUIRE(copy.open(QIODevice::ReadOnly));
    CHECK(copy.read(20).mid(18) == QByteArray("\x01\x01", 2)); // not in WAL mode
    const QByteArray before = contentsOf(test.path);
    CHECK(contentsOf(done.backup.file) == before);
    SQLite::Database file(done.backup.file.toStdString());
    CHECK(file.execAndGet("PRAGMA application_id").getInt() == 0x47504B47);
    CHECK(file.execAndGet("PRAGMA user_version").getInt() == 10300);
    addShop(test, QStringLiteral("乙店"));
    CHECK(contentsOf(test.path) != before);
    CHECK(contentsOf(done.backup.file) == before);
}

TEST_CASE("a workspace can be backed up by a reader, and is closed for writing again afterwards")
{
    TestWorkspace test;
    addShop(test, QStringLiteral("甲店"));
    CHECK(backUp(*test, BackupKind::byHand));
    CHECK_THROWS_AS(databaseOf(*test).exec("UPDATE townships SET name = 'x'"), SQLite::Exception);
    const auto reader = need(Workspace::open(test.path, Workspace::Access::read));
    const BackupDone done = need(backUp(*reader, BackupKind::byHand));
    CHECK(contentsOf(done.backup.file) == contentsOf(test.path));
}

TEST_CASE("nothing is backed up in the middle of a step")
{
    TestWorkspace test;
    const auto work = test.begin();
    const auto done = backUp(*test, BackupKind::byHand);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::inUse);
    CHECK(backups(test.path).isEmpty());
}

TEST_CASE("a backup can be made of a workspace whose file was moved away")
{
    TestWorkspace test;
    addShop(test, QStringLiteral("甲店"));
    const QByteArray before = contentsOf(test.path);
    REQUIRE(QFile::rename(test.path, test.path + QStringLiteral(".moved")));
    CHECK(contentsOf(need(backUp(*test, BackupKind::byHand)).backup.file) == before);
}

TEST_CASE("backups are listed newest first and never overwrite each other")
{
    TestWorkspace test;
    QStringList made;
    for (const BackupKind kind :
        {BackupKind::daily, BackupKind::byHand, BackupKind::byHand, BackupKind::beforeMerge})
        made.prepend(need(backUp(*test, kind)).backup.file);
    QStringList listed;
    for (const Backup& backup : backups(test.path))
        listed += backup.file;
    CHECK(listed == made);
    CHECK(backups(test.path).first().kind == BackupKind::beforeMerge);
    CHECK(qAbs(backups(test.path).last().time.secsTo(QDateTime::currentDateTime())) < 60);
    writeFile(backupFolder(test.path) + QStringLiteral("/测试-20240101-000000-每日.gpkg.part"));
    writeFile(backupFolder(test.path) + QStringLiteral("/别的-20240101-000000-每日.gpkg"));
    CHECK(backups(test.path).size() == 4);
}

TEST_CASE("before an import the state that the newest backup holds is not copied again")
{
    TestWorkspace test;
    const BackupDone first = need(backUpBefore(*test, BackupKind::beforeImport));
    CHECK(first.backup.kind == BackupKind::beforeImport);
    CHECK(need(backUpBefore(*test, BackupKind::beforeMerge)).backup.file == first.backup.file);
    CHECK(backups(test.path).size() == 1);
    addShop(test, QStringLiteral("甲店"));
    CHECK(need(backUpBefore(*test, BackupKind::beforeMerge)).backup.kind == BackupKind::beforeMerge);
    CHECK(backups(test.path).size() == 2);
}

TEST_CASE("a backup that was damaged since does not count as one")
{
    TestWorkspace test;
    const BackupDone first = need(backUpBefore(*test, BackupKind::beforeImport));
    spoil(first.backup.file, first.backup.bytes / 2, 4096);
    CHECK_FALSE(verifyCopy(first.backup.file));
    CHECK(need(backUpBefore(*test, BackupKind::beforeImport)).backup.file != first.backup.file);
}

TEST_CASE("the day's backup is made once a day")
{
    TestWorkspace test;
    const auto first = need(backUpDaily(*test));
    REQUIRE(first);
    CHECK(first->backup.kind == BackupKind::daily);
    CHECK_FALSE(need(backUpDaily(*test)));
    const QString yesterday = QDate::currentDate().addDays(-1).toString(QStringLiteral("yyyyMMdd"));
    REQUIRE(QFile::rename(first->backup.file,
        QStringLiteral("%1/测试-%2-080000-每日.gpkg").arg(backupFolder(test.path), yesterday)));
    CHECK(need(backUpDaily(*test)));
    CHECK(backups(test.path).size() == 2);
}

TEST_CASE("a copy under a name of its own is checked and overwrites nothing")
{
    TestWorkspace test;
    addShop(test, QStringLiteral("甲店"));
    const QString out = test.folder.filePath(QStringLiteral("副本.gpkg"));
    REQUIRE(backUpTo(*test, out));
    CHECK(contentsOf(out) == contentsOf(test.path));
    CHECK(backups(test.path).isEmpty());
    const auto again = backUpTo(*test, out);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == ErrorKind::fileUnwritable);
    CHECK(again.error().text.contains(QDir::toNativeSeparators(out)));
    const auto nowhere = backUpTo(*test, test.folder.filePath(QStringLiteral("没有/副本.gpkg")));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::fileUnwritable);
}

TEST_CASE("where no backup can be written the sentence says where, and nothing is left")
{
    TestWorkspace test;
    writeFile(backupFolder(test.path));
    const auto done = backUp(*test, BackupKind::byHand);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::fileUnwritable);
    CHECK(done.error().text.contains(QDir::toNativeSeparators(backupFolder(test.path))));
    CHECK(QFileInfo(backupFolder(test.path)).size() == 1);
}

TEST_CASE("a damaged copy never passes the check")
{
    TestWorkspace test;
    addShop(test, QStringLiteral("甲店"));
    const QString out = test.folder.filePath(QStringLiteral("副本.gpkg"));
    const auto fresh = [&] {
        QFile::remove(out);
        REQUIRE(backUpTo(*test, out));
    };
    SECTION("a page overwritten")
    {
        fresh();
        const qint64 pages = QFileInfo(out).size() / 4096;
        for (qint64 page = 0; page < pages; page += 7) {
            INFO("page " << page);
            spoil(out, page * 4096, 4096);
            CHECK_FALSE(verifyCopy(out));
            fresh();
        }
    }
    SECTION("cut off")
    {
        fresh();
        QFile file(out);
        REQUIRE(file.resize(file.size() / 2));
        CHECK_FALSE(verifyCopy(out));
        REQUIRE(file.resize(0));
        CHECK_FALSE(verifyCopy(out));
    }
    SECTION("an entry of the history changed")
    {
        fresh();
        SQLite::Database(out.toStdString(), SQLite::OPEN_READWRITE)
            .exec("UPDATE change_log SET who = '别人' WHERE entry = 1");
        const auto whole = verifyCopy(out);
        REQUIRE_FALSE(whole);
        CHECK(whole.error().kind == ErrorKind::refused);
        CHECK(whole.error().text.contains(QDir::toNativeSeparators(out)));
    }
    SECTION("one letter of one row changed")
    {
        fresh();
        SQLite::Database(out.toStdString(), SQLite::OPEN_READWRITE).exec("UPDATE outlets SET name = '乙店'");
        const auto whole = verifyCopy(out);
        REQUIRE_FALSE(whole);
        CHECK(whole.error().kind == ErrorKind::refused);
    }
    SECTION("single bits anywhere")
    {
        // What passes the check has the right content: the bit was in a place that nothing is in.
        fresh();
        const QByteArray right = contentsOf(out);
        QFile file(out);
        REQUIRE(file.open(QIODevice::ReadWrite));
        int passed = 0;
        for (qint64 at = 16; at < file.size(); at += 997) {
            INFO("byte " << at);
            char byte = 0;
            REQUIRE((file.seek(at) && file.getChar(&byte)));
            REQUIRE((file.seek(at) && file.putChar(char(byte ^ 0x10)) && file.flush()));
            if (verifyCopy(out)) {
                ++passed;
                CHECK(contentsOf(out) == right);
            }
            REQUIRE((file.seek(at) && file.putChar(byte) && file.flush()));
        }
        CHECK(passed < file.size() / 997 * 2 / 3); // the pages of a small file are half empty
        CHECK(verifyCopy(out));
    }
    SECTION("a reference that leads nowhere")
    {
        fresh();
        SQLite::Database(out.toStdString(), SQLite::OPEN_READWRITE)
            .exec("PRAGMA foreign_keys = OFF; UPDATE outlets SET township = 7");
        CHECK_FALSE(verifyCopy(out));
    }
    SECTION("not a workspace")
    {
        writeFile(out, "no workspace");
        CHECK_FALSE(verifyCopy(out));
    }
}

TEST_CASE("a workspace that is damaged itself gives no backup")
{
    TestWorkspace test;
    addShop(test, QStringLiteral("甲店"));
    SQLite::Database& database = databaseOf(*test);
    const int root
        = database.execAndGet("SELECT rootpage FROM sqlite_master WHERE name = 'townships'").getInt();
    test.workspace.reset();
    spoil(test.path, qint64(root - 1) * 4096, 4096);
    const auto reader = Workspace::open(test.path, Workspace::Access::read);
    if (reader) { // the page is read only now
        const auto done = backUp(**reader, BackupKind::byHand);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::refused);
        CHECK(done.error().text.contains(QDir::toNativeSeparators(test.path)));
    }
    CHECK(backups(test.path).isEmpty());
    CHECK(filesIn(backupFolder(test.path)).isEmpty());
}

TEST_CASE("a workspace whose history was changed gives no backup, and the sentence names the workspace")
{
    TestWorkspace test;
    test.workspace.reset();
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE change_log SET reason = '别的' WHERE entry = 1");
    test.reopen();
    const auto done = backUp(*test, BackupKind::byHand);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::refused);
    CHECK(done.error().text.contains(QDir::toNativeSeparators(test.path)));
    CHECK_FALSE(done.error().text.contains(QStringLiteral(".part")));
    CHECK(filesIn(backupFolder(test.path)).isEmpty());
}

TEST_CASE("a copy in which somebody went on working is a workspace like any other")
{
    TestWorkspace test;
    test.path = need(backUp(*test, BackupKind::byHand)).backup.file;
    test.reopen();
    CHECK(verifyCopy(test.path));
    addShop(test, QStringLiteral("甲店"));
    test.workspace.reset();
    CHECK(verifyCopy(test.path));
}

TEST_CASE("the second place gets every backup, and its absence is only a warning")
{
    TestWorkspace test;
    const QTemporaryDir stick;
    CHECK(secondPlace(test.path).isEmpty());
    REQUIRE(setSecondPlace(*test.workspace, QStringLiteral("张三"), stick.path()));
    CHECK(secondPlace(test.path) == stick.path());
    const BackupDone done = need(backUp(*test, BackupKind::byHand));
    CHECK(done.warnings.isEmpty());
    const QString name = QFileInfo(done.backup.file).fileName();
    CHECK(filesIn(stick.path()) == QStringList{name});
    CHECK(contentsOf(stick.filePath(name)) == contentsOf(test.path));

    SECTION("unplugged")
    {
        REQUIRE(QDir(stick.path()).removeRecursively());
        const BackupDone alone = need(backUp(*test, BackupKind::byHand));
        CHECK(verifyCopy(alone.backup.file));
        REQUIRE(alone.warnings.size() == 1);
        CHECK(alone.warnings.first().contains(QDir::toNativeSeparators(stick.path())));
        CHECK_FALSE(QFileInfo::exists(stick.path())); // nothing is written under a mount point
    }
    SECTION("something else under its name")
    {
        REQUIRE(QDir(stick.path()).removeRecursively());
        writeFile(stick.path());
        const BackupDone alone = need(backUp(*test, BackupKind::byHand));
        CHECK(alone.warnings.size() == 1);
        CHECK(QFile::remove(stick.path()));
    }
    SECTION("taken away again")
    {
        REQUIRE(setSecondPlace(*test.workspace, QStringLiteral("张三"), {}));
        CHECK(need(backUp(*test, BackupKind::byHand)).warnings.isEmpty());
        CHECK(filesIn(stick.path()).size() == 1);
    }
}

TEST_CASE("the second place is found again by its mark when the stick has another drive letter")
{
    TestWorkspace test;
    const QTemporaryDir stick, other, strange;
    const QString folder = stick.filePath(QStringLiteral("农服图/备份"));
    REQUIRE(QDir().mkpath(folder));
    REQUIRE(setSecondPlace(*test.workspace, QStringLiteral("张三"), folder));
    const QString below = QDir(QStorageInfo(folder).rootPath()).relativeFilePath(folder);
    QStringList roots{strange.path(), other.path()};
    int asked = 0;
    const auto place = [&] {
        return secondPlaceOn(test.path, [&] {
            ++asked;
            return roots;
        });
    };
    CHECK(place() == folder);
    CHECK(asked == 0); // it is where it was

    const QString moved = other.filePath(below);
    REQUIRE(QDir().mkpath(QFileInfo(moved).path()));
    REQUIRE(QDir().rename(folder, moved));
    CHECK(place() == moved);
    CHECK(asked == 1);

    // Another stick under the old letter and with the same folder is not it.
    REQUIRE(QDir().mkpath(folder));
    REQUIRE(QDir().mkpath(strange.filePath(below)));
    CHECK(place() == moved);

    roots.clear();
    CHECK(place() == folder); // and is said to be missing when a backup is due
    CHECK(secondPlace(test.path) == folder);
}

TEST_CASE("a second place must be a folder that can be written, and another than the first")
{
    TestWorkspace test;
    CHECK_FALSE(setSecondPlace(
        *test.workspace, QStringLiteral("张三"), test.folder.filePath(QStringLiteral("没有"))));
    CHECK_FALSE(setSecondPlace(*test.workspace, QStringLiteral("张三"), test.path));
    need(backUp(*test, BackupKind::byHand));
    const auto same = setSecondPlace(*test.workspace, QStringLiteral("张三"), backupFolder(test.path));
    REQUIRE_FALSE(same);
    CHECK(same.error().kind == ErrorKind::invalidValue);
    CHECK(secondPlace(test.path).isEmpty());
}

TEST_CASE("half-written copies of a crash are removed by the next backup, those of another program are not")
{
    TestWorkspace test;
    REQUIRE(QDir().mkpath(backupFolder(test.path)));
    const QString old = backupFolder(test.path) + QStringLiteral("/测试-20240101-000000-每日.gpkg.part");
    const QString young = backupFolder(test.path) + QStringLiteral("/测试-20240102-000000-每日.gpkg.part");
    writeFile(old);
    writeFile(old + QStringLiteral("-journal"));
    writeFile(young);
    for (const QString& name : {old, old + QStringLiteral("-journal")}) {
        QFile file(name);
        REQUIRE(file.open(QIODevice::ReadWrite));
        REQUIRE(
            file.setFileTime(QDateTime::currentDateTime().addSecs(-7200), QFileDevice::FileModificationTime));
    }
    need(backUp(*test, BackupKind::byHand));
    CHECK_FALSE(QFile::exists(old));
    CHECK_FALSE(QFile::exists(old + QStringLiteral("-journal")));
    CHECK(QFile::exists(young));
}

TEST_CASE("every state of a workspace is known for one whatever its name")
{
    TestWorkspace test;
    const auto isOne = [](const QString& path) { return sniffFile(path).kind == FileKind::workspace; };
    test.add("outlets",
        {{u"name", QStringLiteral("甲社")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    CHECK(sniffFile(test.path).openHere);
    CHECK_FALSE(mayBeWritten(test.path, FileKind::geoPackage));
    const QString copy = test.folder.filePath(QStringLiteral("抄.gpkg"));
    REQUIRE(QProcess::execute(QStringLiteral("cp"), {test.path, copy}) == 0);
    CHECK(isOne(copy)); // of an open one
    const BackupDone done = need(backUp(*test, BackupKind::byHand));
    CHECK(isOne(done.backup.file));
    test.workspace.reset();
    CHECK(isOne(test.path));
    const QString renamed = test.folder.filePath(QStringLiteral("名.csv"));
    REQUIRE(QFile::rename(test.path, renamed));
    CHECK(isOne(renamed));
    const QDir older(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces"));
    for (const QFileInfo& file : older.entryInfoList({QStringLiteral("*.gpkg")}))
        CHECK(isOne(file.filePath()));
    CHECK_FALSE(mayBeWritten(renamed, FileKind::csv));
    CHECK_FALSE(mayBeWritten(renamed, FileKind::geoPackage));
}
