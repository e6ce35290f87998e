#include "core/store/copies/restore.h"

#include "core/store/copies/backup.h"
#include "core/store/file/meta.h"
#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/file_contents.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <QFileInfo>

using namespace coop;

namespace
{
const QString who = QStringLiteral("李主任");
const QString outlets = QStringLiteral("outlets");

RowId addOutlet(const TestWorkspace& test, const QString& name)
{
    return test.add("outlets", {{u"name", name}, {u"township", test.township(QStringLiteral("大观镇"))}});
}

void rename(const TestWorkspace& test, RowId id, const QString& name)
{
    const auto work = test.begin();
    Record record = test.row("outlets", id);
    record.set(u"name", name);
    REQUIRE(need(work->change(record)));
    REQUIRE(work->commit());
}

/// Two outlets in the backup; since then one was renamed, one removed and two added.
struct Changed : TestWorkspace {
    QString backup;
    Changed()
    {
        const RowId first = addOutlet(*this, QStringLiteral("甲店"));
        const RowId second = addOutlet(*this, QStringLiteral("乙店"));
        backup = need(backUp(*workspace, BackupKind::byHand)).backup.file;
        rename(*this, first, QStringLiteral("甲店新名"));
        const auto work = begin();
        REQUIRE(work->remove(outlets, second));
        REQUIRE(work->commit());
        addOutlet(*this, QStringLiteral("丙店"));
        addOutlet(*this, QStringLiteral("丁店"));
    }
};

const RegistryDifference& of(const RestorePreview& preview, const QString& registry)
{
    for (const RegistryDifference& each : preview.registries)
        if (each.registry == registry)
            return each;
    FAIL("no " << registry.toStdString());
    return preview.registries.first();
}

QStringList names(const Workspace& workspace)
{
    QStringList list;
    for (const Record& row : need(workspace.rows({outlets})))
        list += row[u"name"].text();
    return list;
}

/// Everything but the history, in which the restoring itself stands.
void checkRestoredTo(const QString& path, const QString& backup)
{
    CHECK(verifyCopy(path));
    const auto workspace = need(Workspace::open(path, Workspace::Access::read));
    CHECK(metaValue(databaseOf(*workspace), QStringLiteral("copy_seal")).isEmpty());
    const auto then = need(Workspace::open(backup, Workspace::Access::read));
    CHECK(names(*workspace) == names(*then));
    CHECK(workspace->dataVersion() == then->dataVersion() + 1);
    const QStringList log{QStringLiteral("change_log"), QStringLiteral("coop_meta")};
    CHECK(contentsOf(path, log) == contentsOf(backup, log));
}
} // namespace

TEST_CASE("before anything is replaced one sees what the backup holds and what differs")
{
    Changed test;
    const QByteArray before = contentsOf(test.path);
    const RestorePreview preview = need(previewRestore(test.backup, test.path));
    CHECK(preview.workspaceReadable);
    CHECK(preview.backup == test.backup);
    CHECK(preview.entries == 3);
    CHECK(preview.laterEntries == 4);
    CHECK(preview.lastWho == QStringLiteral("测试员"));
    CHECK(qAbs(preview.lastChange.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    const RegistryDifference& changed = of(preview, outlets);
    CHECK(changed.label == test->registries().find(u"outlets")->label);
    CHECK(changed.inBackup == 2);
    CHECK(changed.inWorkspace == 3);
    CHECK(changed.onlyInBackup == 1);
    CHECK(changed.onlyInWorkspace == 2);
    CHECK(changed.different == 1);
    for (const RegistrySpec& spec : test->registries().all())
        if (spec.id != outlets) {
            const RegistryDifference& same = of(preview, spec.id);
            CHECK(same.onlyInBackup + same.onlyInWorkspace + same.different == 0);
            CHECK(same.inBackup == same.inWorkspace);
        }
    CHECK(contentsOf(test.path) == before);
    CHECK(QFileInfo::exists(test.backup));
}

TEST_CASE("a backup of an older schema is compared with a newer workspace")
{
    TestWorkspace test;
    const QString old = test.folder.filePath(QStringLiteral("旧.gpkg"));
    REQUIRE(QFile::copy(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/workspaces/schema-1.gpkg"), old));
    const RestorePreview preview = need(previewRestore(old, test.path));
    CHECK(preview.workspaceReadable);
    CHECK(of(preview, QStringLiteral("townships")).inBackup > 0);
}

TEST_CASE("a restored workspace is what the backup was, and the replaced one is kept")
{
    Changed test;
    const QByteArray replaced = contentsOf(test.path);
    test.workspace.reset();
    const Restored done = need(restore(test.backup, test.path, who));
    checkRestoredTo(test.path, test.backup);
    CHECK(contentsOf(done.replaced) == replaced);
    CHECK(backups(test.path).first().kind == BackupKind::beforeRestore);
    CHECK(backups(test.path).first().file == done.replaced);
    CHECK(QDir(test.folder.path()).entryList(QDir::Files) == QStringList{QStringLiteral("测试.gpkg")});

    test.reopen();
    const ChangeEntry last = need(historyEntry(*test, test->dataVersion()));
    CHECK(last.who == who);
    CHECK(last.door == Door::restore);
    CHECK(last.reason.contains(QFileInfo(test.backup).fileName()));
    addOutlet(test, QStringLiteral("戊店"));
    CHECK(need(verifyChangeLog(*test)).isEmpty());
    test.workspace.reset();
    // And back again.
    CHECK(need(restore(done.replaced, test.path, who))
              .replaced.contains(backupKindTitle(BackupKind::beforeRestore)));
    checkRestoredTo(test.path, done.replaced);
}

TEST_CASE("where no workspace is the backup becomes one")
{
    Changed test;
    const QString out = test.folder.filePath(QStringLiteral("新.gpkg"));
    // What an old workspace of that name left behind is not taken for the new one's.
    QFile journal(out + QStringLiteral("-wal"));
    REQUIRE(journal.open(QIODevice::WriteOnly));
    journal.write(QByteArray(4096, 'x'));
    journal.close();
    const RestorePreview preview = need(previewRestore(test.backup, out));
    CHECK_FALSE(preview.workspaceReadable);
    CHECK(of(preview, outlets).inBackup == 2);
    need(restore(test.backup, out, who));
    CHECK_FALSE(QFileInfo::exists(journal.fileName()));
    checkRestoredTo(out, test.backup);
}

TEST_CASE("a damaged workspace is moved aside, not lost")
{
    Changed test;
    test.workspace.reset();
    QFile file(test.path);
    SECTION("its first page")
    {
        spoil(test.path, 0, 4096);
    }
    SECTION("pages in the middle")
    {
        spoil(test.path, 8192, file.size() - 16384);
    }
    SECTION("no byte left")
    {
        REQUIRE(file.resize(0));
    }
    SECTION("something with a journal")
    {
        spoil(test.path, 0, 4096);
        QFile journal(test.path + QStringLiteral("-journal"));
        REQUIRE(journal.open(QIODevice::WriteOnly));
        journal.write("x");
    }
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray damaged = file.readAll();
    file.close();
    const bool journal = QFileInfo::exists(test.path + QStringLiteral("-journal"));
    const RestorePreview preview = need(previewRestore(test.backup, test.path));
    CHECK_FALSE(preview.workspaceReadable);
    CHECK(of(preview, outlets).inBackup == 2);
    const Restored done = need(restore(test.backup, test.path, who));
    checkRestoredTo(test.path, test.backup);
    QFile kept(done.replaced);
    REQUIRE(kept.open(QIODevice::ReadOnly));
    CHECK(kept.readAll() == damaged);
    CHECK(done.replaced.contains(QStringLiteral("损坏")));
    CHECK(QFileInfo::exists(done.replaced + QStringLiteral("-journal")) == journal);
    CHECK_FALSE(QFileInfo::exists(test.path + QStringLiteral("-journal")));
    CHECK(backups(test.path).size() == 1); // what is damaged is no backup
}

TEST_CASE("a damaged backup replaces nothing")
{
    Changed test;
    const QByteArray before = contentsOf(test.path);
    test.workspace.reset();
    spoil(test.backup, QFileInfo(test.backup).size() / 2, 8192);
    CHECK_FALSE(previewRestore(test.backup, test.path));
    const auto done = restore(test.backup, test.path, who);
    REQUIRE_FALSE(done);
    CHECK(done.error().text.contains(QDir::toNativeSeparators(test.backup)));
    CHECK(contentsOf(test.path) == before);
    CHECK(QDir(test.folder.path()).entryList(QDir::Files) == QStringList{QStringLiteral("测试.gpkg")});
}

TEST_CASE("a workspace that is still open is not replaced")
{
    Changed test;
    const QByteArray before = contentsOf(test.path);
    const auto done = restore(test.backup, test.path, who);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::inUse);
    CHECK(contentsOf(test.path) == before);
    addOutlet(test, QStringLiteral("还能写"));
}

TEST_CASE("where the office keeps a list of people only 管理员 replaces the workspace")
{
    Changed test;
    const Author admin{who, Door::form, {}};
    REQUIRE(addPerson(*test, admin, who, Role::admin, QStringLiteral("八个字符的口令")));
    REQUIRE(test->signIn(who, QStringLiteral("八个字符的口令")));
    REQUIRE(addPerson(*test, admin, QStringLiteral("小王"), Role::entry));
    test.workspace.reset();
    const QByteArray before = contentsOf(test.path);
    for (const auto& [name, passphrase] : QList<std::pair<QString, QString>>{{QStringLiteral("小王"), {}},
             {QStringLiteral("外人"), {}}, {who, {}}, {who, QStringLiteral("错的错的错的")}}) {
        const auto done = restore(test.backup, test.path, name, passphrase);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::locked);
        CHECK(contentsOf(test.path) == before);
    }
    CHECK(backups(test.path).size() == 1);
    CHECK(of(need(previewRestore(test.backup, test.path)), peopleSpec().id).onlyInWorkspace == 2);
    need(restore(test.backup, test.path, who, QStringLiteral("八个字符的口令")));
    checkRestoredTo(test.path, test.backup);
}

TEST_CASE("a backup whose list of people has no 管理员 does not take the place of a workspace that has one")
{
    Changed test;
    const Author admin{who, Door::form, {}};
    REQUIRE(addPerson(*test, admin, QStringLiteral("小王"), Role::entry));
    const QString without = need(backUp(*test.workspace, BackupKind::byHand)).backup.file;
    REQUIRE(addPerson(*test, admin, who, Role::admin));
    test.workspace.reset();
    const QByteArray before = contentsOf(test.path);
    const auto done = restore(without, test.path, who);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::refused);
    CHECK(done.error().text.contains(QStringLiteral("没有管理员")));
    CHECK(contentsOf(test.path) == before);
    need(
        restore(without, test.folder.filePath(QStringLiteral("另一个.gpkg")), who)); // as another file it may
    need(restore(test.backup, test.path, who)); // from before there was any list
    checkRestoredTo(test.path, test.backup);
}

TEST_CASE("nothing is restored over itself, into a folder or where nothing can be written")
{
    Changed test;
    test.workspace.reset();
    const QByteArray before = contentsOf(test.path);
    CHECK(restore(test.backup, test.backup, who).error().kind == ErrorKind::refused);
    CHECK(restore(test.backup, test.folder.path(), who).error().kind == ErrorKind::fileUnwritable);
    CHECK(restore(test.backup, test.folder.filePath(QStringLiteral("没有/甲.gpkg")), who).error().kind
        == ErrorKind::fileUnwritable);
    CHECK_FALSE(restore(test.folder.filePath(QStringLiteral("没有.gpkg")), test.path, who));
    // No room for the backup of what is there: then it stays.
    const QString moved = test.folder.filePath(QStringLiteral("好.gpkg"));
    REQUIRE(QFile::rename(test.backup, moved));
    REQUIRE(QDir(backupFolder(test.path)).removeRecursively());
    QFile inTheWay(backupFolder(test.path));
    REQUIRE(inTheWay.open(QIODevice::WriteOnly));
    const auto done = restore(moved, test.path, who);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::fileUnwritable);
    CHECK(contentsOf(test.path) == before);
}

TEST_CASE("an old backup is not put away while it is restored")
{
    Changed test;
    test.workspace.reset();
    const QString folder = backupFolder(test.path);
    const QString oldest = folder + QStringLiteral("/测试-20200101-080000-每日.gpkg");
    REQUIRE(QFile::copy(test.backup, oldest));
    QDate day(2024, 1, 1);
    for (int i = 0; i < 400; i += 10) { // more than 30 days in more than 12 months
        QFile other(QStringLiteral("%1/测试-%2-080000-每日.gpkg")
                        .arg(folder, day.addDays(i).toString(QStringLiteral("yyyyMMdd"))));
        REQUIRE(other.open(QIODevice::WriteOnly));
    }
    need(restore(oldest, test.path, who));
    CHECK(QFileInfo::exists(oldest));
    checkRestoredTo(test.path, oldest);
}
