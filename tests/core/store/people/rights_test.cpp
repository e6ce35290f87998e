#include "core/store/file/sqlite_error.h"
#include "core/store/history/change_log.h"
#include "core/store/layout/exchange_tables.h"
#include "core/store/people/passphrase.h"
#include "core/store/people/personal_access.h"
#include "core/store/people/rights.h"
#include "core/store/undo/undo.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <QRegularExpression>
#include <SQLiteCpp/Database.h>

using namespace coop;

namespace
{
const QString boss = QStringLiteral("管理甲");

Author as(const QString& name, Door door = Door::form)
{
    return {name, door, {}};
}

struct Member {
    QString name;
    std::optional<Role> role; ///< none: on no list
};
const QList<Member> members{{QStringLiteral("只读丁"), Role::read}, {QStringLiteral("录入乙"), Role::entry},
    {QStringLiteral("审核丙"), Role::review}, {boss, Role::admin}, {QStringLiteral("路人"), std::nullopt}};

/// A workspace with one person of each role.
struct Members : TestWorkspace {
    Members()
    {
        REQUIRE(addPerson(*workspace, as(boss), boss, Role::admin));
        REQUIRE(workspace->signIn(boss));
        for (const Member& one : members)
            if (one.role && one.name != boss)
                REQUIRE(addPerson(*workspace, as(boss), one.name, *one.role));
    }
    /// The administrator's hands; gives the entry.
    qint64 put(const QString& name, const FieldValue& phone = {}, Door door = Door::form) const
    {
        const auto work = need(UnitOfWork::begin(*workspace, as(boss, door)));
        need(work->add(newRow("outlets",
            {{u"name", name}, {u"township", township(QStringLiteral("大观镇"))}, {u"phone", phone}})));
        return need(work->commit());
    }
    /// Takes the place of somebody, as far as the list lets him.
    void sit(const Member& one) const { (void)workspace->signIn(one.name); }
    qint64 entries() const { return need(history(*workspace)).size(); }
};

bool reaches(const std::optional<Role>& role, Role least)
{
    const QList<Role> inOrder{Role::read, Role::entry, Role::review, Role::admin};
    return role && inOrder.indexOf(*role) >= inOrder.indexOf(least);
}
} // namespace

TEST_CASE("each deed is open from its role on upwards and says who may where it is closed")
{
    const Members office;
    for (const DeedRule& rule : deedRules())
        for (const Member& one : members) {
            INFO(QString::fromUtf16(rule.title).toStdString() << " " << one.name.toStdString());
            office.sit(one);
            const auto allowed = may(*office, one.name, rule.deed);
            CHECK(allowed.has_value() == reaches(one.role, rule.least));
            if (allowed)
                continue;
            CHECK(allowed.error().kind == ErrorKind::locked);
            CHECK(allowed.error().text.contains(one.name));
        }
}

TEST_CASE("who did not sign in may do nothing that changes whatever his role")
{
    const Members office;
    office.sit(members[0]);
    for (const DeedRule& rule : deedRules())
        CHECK_FALSE(may(*office, boss, rule.deed));
}

TEST_CASE("without a list everything is open")
{
    const TestWorkspace test;
    for (const DeedRule& rule : deedRules())
        CHECK(may(*test, QStringLiteral("谁"), rule.deed));
}

TEST_CASE("a step begins only for who may take one through its door")
{
    const Members office;
    for (const Door door : {Door::merge, Door::settle, Door::issue, Door::offices, Door::keys, Door::decide,
             Door::close, Door::restore, Door::grid})
        for (const Member& one : members) {
            INFO(toText(door).toStdString() << " " << one.name.toStdString());
            office.sit(one);
            const Deed deed = deedOf(door);
            const auto work = UnitOfWork::begin(*office, as(one.name, door));
            CHECK(work.has_value() == reaches(one.role, ruleOf(deed).least));
        }
}

TEST_CASE("tables that are no ledgers are closed to an edit by who may not keep them")
{
    const Members office;
    const auto row = [&] {
        Record record(officesSpec());
        record.set(u"name", QStringLiteral("某镇"));
        record.set(u"federation", 1);
        record.set(u"device", 9);
        record.set(u"sign_key", QStringLiteral("AAAA"));
        record.set(u"state", QStringLiteral("启用"));
        return record;
    }();
    for (const Member& one : {members[1], members[2], members[3]}) {
        INFO(one.name.toStdString());
        office.sit(one);
        const auto work = need(UnitOfWork::begin(*office, as(one.name)));
        CHECK(work->add(row).has_value() == (one.role == Role::admin));
    }
}

TEST_CASE("taking a step back needs the role that the step needs through however many undos")
{
    Members office;
    const qint64 merged = office.put(QStringLiteral("并来的店"), {}, Door::merge);
    const auto clerk = members[1], reviewer = members[2];
    office.sit(clerk);
    const qint64 before = office.entries();
    CHECK(undo(*office.workspace, as(clerk.name), merged).error().kind == ErrorKind::locked);
    office.sit(reviewer);
    const qint64 undone = need(undo(*office.workspace, as(reviewer.name), merged));
    office.sit(clerk);
    CHECK(redo(*office.workspace, as(clerk.name), undone).error().kind == ErrorKind::locked);
    CHECK(office.entries() == before + 1);
}

TEST_CASE("a passphrase that is guessed first is refused and one of several words is taken")
{
    const QStringList names{QStringLiteral("王小五"), QStringLiteral("云岭县")};
    for (const char16_t* weak :
        {u"", u"短", u"123456", u"1234567890", u"      ", u"            ", u"qwertyuiop", u"Password2024",
            u"P@ssw0rd", u"云岭县2024", u"供销社888", u"abababab", u"11112222", u"98765432", u"20240801",
            u"zyxwvuts", u"ＡＢＣＤＥＦＧＨ", u"王小五王小五", u"wangxiaowu99", u"王小五", u"云岭供销2024",
            u"云岭县供销社", u"YunLing2025", u"yunlingxian88", u"供销云岭王小五"}) {
        INFO(QString::fromUtf16(weak).toStdString());
        const auto strong = strongEnough(QString::fromUtf16(weak), names);
        REQUIRE_FALSE(strong);
        CHECK(strong.error().text.contains(QStringLiteral("至少")));
    }
    for (const char16_t* good : {u"春耕2024", u"区级口令一二三", u"稻田白鹭七渡口", u"heron ferry rice",
             u"x7!kq2-Lm", u"830274619205", u"王小五爱吃豆花饭", u"云岭白鹭过渡口"}) {
        INFO(QString::fromUtf16(good).toStdString());
        CHECK(strongEnough(QString::fromUtf16(good), names));
    }
}

TEST_CASE("a weak passphrase that was set before still opens")
{
    const QString old = QStringLiteral("123456");
    CHECK(matchesPassphrase(old, need(hashPassphrase(old))));
}

TEST_CASE("a search passes over telephones unless it may see them and a condition on one is refused")
{
    Members office;
    office.put(QStringLiteral("电话店"), QStringLiteral("13987650421"));
    const RegistrySpec& spec = *office->registries().find(u"outlets");
    const auto found = [&](const QString& text) {
        return need(office->rows({.registry = spec.id, .search = text})).size();
    };
    const RowQuery query{.registry = spec.id, .search = QStringLiteral("98765")};
    const RowQuery exact{
        .registry = spec.id, .equals = {{QStringLiteral("phone"), QStringLiteral("13987650421")}}};
    for (const Member& one : members) {
        INFO(one.name.toStdString());
        office.sit(one);
        const bool sees = one.role && *one.role != Role::read;
        for (const char16_t* part : {u"13987650421", u"8765", u"139", u"0421"})
            CHECK(found(QString::fromUtf16(part)) == 0);
        CHECK(found(QStringLiteral("电话店")) == 1);
        CHECK(office->rows(exact).error().kind == ErrorKind::locked);
        if (!one.role)
            continue; // he could not sit down
        CHECK(need(rowsByPersonal(*office, query)).size() == (sees ? 1 : 0));
        CHECK(rowsByPersonal(*office, exact).has_value() == sees);
        const qint64 before = office.entries();
        CHECK(seekPersonal(*office.workspace, as(one.name), spec).has_value() == sees);
        CHECK(office.entries() == before + (sees ? 1 : 0));
    }
    const ChangeEntry newest = need(history(*office, {.limit = 1})).first();
    CHECK(newest.reason == u"在服务网点里按联系电话查找");
}

TEST_CASE("what SQLite refuses is said with the label of the field and without English")
{
    const TestWorkspace test;
    const auto refused = [&](const char* sql) {
        return guarded(test.path,
            [&]() -> Result<> {
                databaseOf(*test).exec("PRAGMA query_only = OFF");
                databaseOf(*test).exec(sql);
                return {};
            })
            .error()
            .text;
    };
    const QString check = refused("INSERT INTO outlets (code, name, stars) VALUES ('X1', 'x', 'many')");
    CHECK(check.contains(QStringLiteral("星级")));
    const QString unique
        = refused("INSERT INTO townships (code, name) SELECT code, name FROM townships LIMIT 1");
    CHECK(unique.contains(test->registries().find(u"townships")->field(u"code")->label));
    const QString missing = refused("INSERT INTO outlets (name) VALUES ('x')");
    CHECK(missing.contains(QStringLiteral("不能为空")));
    static const QRegularExpression english(QStringLiteral("[A-Za-z]{4,}"));
    for (const QString& said : {check, unique, missing}) {
        INFO(said.toStdString());
        CHECK_FALSE(said.contains(english));
    }
}

TEST_CASE("whether a step may be taken back is told before it is tried")
{
    Members office;
    const qint64 people = need(history(*office)).first().entry; // a person was added
    const qint64 edit = office.put(QStringLiteral("店"));
    for (const Member& one : members) {
        INFO(one.name.toStdString());
        office.sit(one);
        if (!one.role)
            continue;
        CHECK(mayTakeBack(*office, one.name, edit).has_value() == reaches(one.role, Role::entry));
        CHECK(mayTakeBack(*office, one.name, people).has_value() == (one.role == Role::admin));
    }
}
