#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "core/store/rows/row_reader.h"
#include "core/store/undo/undo.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
const QString admin = QStringLiteral("张三");
const QString clerk = QStringLiteral("李四");
const QString reader = QStringLiteral("王五");
const QString secret = QStringLiteral("春耕2024");

Author atTheForm(const QString& name)
{
    return {name, Door::form, {}};
}

/// A workspace with one person of each kind; the clerk has a passphrase.
struct Office : TestWorkspace {
    Office()
    {
        REQUIRE(addPerson(*workspace, atTheForm(admin), admin, Role::admin));
        REQUIRE(workspace->signIn(admin));
        REQUIRE(addPerson(*workspace, atTheForm(admin), clerk, Role::entry, secret));
        REQUIRE(addPerson(*workspace, atTheForm(admin), reader, Role::read));
    }
    /// Tries to add an outlet.
    Result<RowId> write(const QString& name)
    {
        auto work = UnitOfWork::begin(*workspace, atTheForm(name));
        if (!work)
            return fail(work.error());
        const auto id = (*work)->add(newRow("outlets",
            {{u"name", QStringLiteral("店 %1").arg(++written)},
                {u"township", township(QStringLiteral("中桥乡"))}}));
        REQUIRE((*work)->commit());
        return id;
    }
    int written = 0;
};
} // namespace

TEST_CASE("without a list anybody writes")
{
    TestWorkspace test;
    CHECK(mayWrite(*test, QStringLiteral("谁")));
    CHECK(test->signIn(QStringLiteral("谁")));
    CHECK_FALSE(maySeePersonal(*test));
}

TEST_CASE("who is on the list writes only when signed in, and a reader never")
{
    Office office;
    CHECK(office.write(admin));
    CHECK(office.write(clerk).error().kind == ErrorKind::locked); // not signed in
    CHECK(office->signIn(clerk).error().text.contains(QStringLiteral("口令")));
    CHECK(office->signIn(clerk, QStringLiteral("猜一个")).error().kind == ErrorKind::locked);
    CHECK(office->signedIn().name() == admin); // as before
    REQUIRE(office->signIn(clerk, secret));
    CHECK(office.write(clerk));
    REQUIRE(office->signIn(reader));
    CHECK(office.write(reader).error().text.contains(QStringLiteral("只读")));
    CHECK_FALSE(maySeePersonal(*office));
    CHECK(office.write(QStringLiteral("外人")).error().kind == ErrorKind::locked);
    CHECK_FALSE(office->signIn(QStringLiteral("外人")));
}

TEST_CASE("a role that is taken away counts at once on another connection")
{
    Office office;
    REQUIRE(office->signIn(clerk, secret));
    const auto other = need(Workspace::open(office.path, Workspace::Access::write));
    REQUIRE(other->signIn(admin));
    REQUIRE(changePerson(*other, atTheForm(admin), clerk, Role::read));
    CHECK(office.write(clerk).error().text.contains(QStringLiteral("只读")));
}

TEST_CASE("only who administers changes the list, by whatever door")
{
    Office office;
    REQUIRE(office->signIn(clerk, secret));
    CHECK(addPerson(*office.workspace, atTheForm(clerk), QStringLiteral("赵六"), Role::admin).error().kind
        == ErrorKind::locked);
    CHECK(changePerson(*office.workspace, atTheForm(clerk), clerk, Role::admin).error().kind
        == ErrorKind::locked);
    CHECK(removePerson(*office.workspace, atTheForm(clerk), reader).error().kind == ErrorKind::locked);
    const auto step = need(nextUndo(*office)); // the reader's entry into the list
    CHECK(undo(*office.workspace, atTheForm(clerk), step->entry).error().kind == ErrorKind::locked);
    CHECK(need(people(*office)).size() == 3);
}

TEST_CASE("the last administrator stays")
{
    Office office;
    CHECK(removePerson(*office.workspace, atTheForm(admin), admin).error().kind == ErrorKind::refused);
    CHECK(changePerson(*office.workspace, atTheForm(admin), admin, Role::entry).error().kind
        == ErrorKind::refused);
    REQUIRE(changePerson(*office.workspace, atTheForm(admin), clerk, Role::admin));
    CHECK(changePerson(*office.workspace, atTheForm(admin), admin, Role::entry));
}

TEST_CASE("a passphrase is kept only as a hash, and one that is too short is refused")
{
    Office office;
    CHECK(changePerson(*office.workspace, atTheForm(admin), reader, {}, QStringLiteral("短")).error().kind
        == ErrorKind::refused);
    office.workspace.reset();
    QFile file(office.path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    CHECK_FALSE(bytes.contains(secret.toUtf8()));
    CHECK(bytes.contains("$argon2id$"));
    office.reopen();
    REQUIRE(office->signIn(admin));
    REQUIRE(changePerson(*office.workspace, atTheForm(admin), clerk, {}, QString()));
    CHECK(office->signIn(clerk));
}

TEST_CASE("as long as nobody administers, the list binds only those who are on it")
{
    TestWorkspace test;
    REQUIRE(addPerson(*test.workspace, atTheForm(QStringLiteral("谁")), reader, Role::read));
    CHECK(mayWrite(*test, QStringLiteral("谁")));
    REQUIRE(test->signIn(reader));
    CHECK(mayWrite(*test, reader).error().kind == ErrorKind::locked);
    REQUIRE(test->signIn(QStringLiteral("谁")));
    REQUIRE(addPerson(*test.workspace, atTheForm(QStringLiteral("谁")), admin, Role::admin));
    CHECK(mayWrite(*test, QStringLiteral("外人")).error().kind == ErrorKind::locked);
}

TEST_CASE("who gives a list its first administrator is on it afterwards and goes on working")
{
    for (const bool byRole : {false, true}) {
        TestWorkspace test;
        REQUIRE(test->signIn(clerk));
        if (byRole) {
            REQUIRE(addPerson(*test.workspace, atTheForm(clerk), admin, Role::entry));
            CHECK(need(people(*test)).size() == 1);
            REQUIRE(changePerson(*test.workspace, atTheForm(clerk), admin, Role::admin));
        } else {
            REQUIRE(addPerson(*test.workspace, atTheForm(clerk), admin, Role::admin));
        }
        const auto list = need(people(*test));
        REQUIRE(list.size() == 2);
        CHECK(std::all_of(
            list.begin(), list.end(), [](const Person& each) { return each.role == Role::admin; }));
        CHECK(mayWrite(*test, clerk));
        CHECK(addPerson(*test.workspace, atTheForm(clerk), reader, Role::read));
        CHECK(need(people(*test)).size() == 3); // and nobody twice
    }
    TestWorkspace own;
    REQUIRE(addPerson(*own.workspace, atTheForm(admin), admin, Role::admin));
    CHECK(need(people(*own)).size() == 1);
    TestWorkspace unnamed;
    REQUIRE(addPerson(*unnamed.workspace, atTheForm(nobodyNamed), admin, Role::admin));
    CHECK(need(people(*unnamed)).size() == 1);
}

TEST_CASE("no step of whatever door leaves a list of people without an administrator")
{
    Office office;
    const auto lastStep = [&] { return need(historyHeads(*office)).first().entry; };
    const auto onlyClerkLeft = [&](const Result<>& done) {
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::refused);
        CHECK(done.error().text.contains(QStringLiteral("最后一名管理员")));
    };
    REQUIRE(changePerson(*office.workspace, atTheForm(admin), clerk, Role::admin));
    const qint64 promoted = lastStep();
    REQUIRE(office->signIn(clerk, secret));
    REQUIRE(changePerson(*office.workspace, atTheForm(clerk), admin, Role::entry));
    const qint64 demoted = lastStep();
    const auto undone = undo(*office.workspace, atTheForm(clerk), promoted);
    onlyClerkLeft(undone ? Result<>() : fail(undone.error()));
    // The same by redo: what was taken back cannot be done again when it would leave nobody.
    REQUIRE(undo(*office.workspace, atTheForm(clerk), demoted)); // both are administrators
    const qint64 back = lastStep();
    REQUIRE(office->signIn(admin));
    REQUIRE(changePerson(*office.workspace, atTheForm(admin), clerk, Role::entry));
    const auto again = redo(*office.workspace, atTheForm(admin), back);
    onlyClerkLeft(again ? Result<>() : fail(again.error()));
    // And by rows that are written without the functions of the list.
    const auto work = need(UnitOfWork::begin(*office.workspace, atTheForm(admin)));
    auto rows = readRows(databaseOf(*office), *office->layout(peopleSpec().id),
        QStringLiteral("WHERE r.name = ?"), {FieldValue(admin)});
    Record row = rows.takeFirst();
    row.set(u"role", roleTitle(Role::read));
    REQUIRE(work->change(row));
    const auto written = work->commit();
    onlyClerkLeft(written ? Result<>() : fail(written.error()));
    const auto list = need(people(*office));
    CHECK(std::count_if(list.begin(), list.end(), [](const Person& each) { return each.role == Role::admin; })
        == 1);
    CHECK(removePerson(*office.workspace, atTheForm(admin), admin).error().kind == ErrorKind::refused);
}

TEST_CASE("who is not on the list does not bring its first administrator back")
{
    TestWorkspace test;
    REQUIRE(test->signIn(admin));
    REQUIRE(addPerson(*test.workspace, atTheForm(admin), admin, Role::admin));
    REQUIRE(undo(*test.workspace, atTheForm(admin), need(historyHeads(*test)).first().entry));
    CHECK(need(people(*test)).isEmpty()); // nobody is left, so nobody is shut out
    REQUIRE(test->signIn(clerk));
    const auto again = redo(*test.workspace, atTheForm(clerk), need(historyHeads(*test)).first().entry);
    REQUIRE_FALSE(again);
    CHECK(again.error().text.contains(QStringLiteral("不在名单上")));
    CHECK(mayWrite(*test, clerk));
}
