#include "core/store/copies/backup.h"
#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "core/store/people/rights.h"
#include "tests/ui/exchange/town_desk.h"
#include "ui/shell/search_box.h"

#include <QListWidget>
#include <QTableWidget>

using namespace coop;

namespace
{
const QList<std::pair<QString, Role>> list{{QStringLiteral("张三"), Role::admin},
    {QStringLiteral("审核丙"), Role::review}, {QStringLiteral("录入乙"), Role::entry},
    {QStringLiteral("只读丁"), Role::read}};

/// The doors of the district's window that are more than an edit: page, button, what it does.
struct WindowDoor {
    const char* page;
    const char* button;
    Deed deed;
};
constexpr WindowDoor doors[]
    = {{"exchange", "exchange.issue", Deed::issue}, {"exchange", "exchange.again", Deed::issue},
        {"exchange", "exchange.merge", Deed::merge}, {"exchange", "exchange.receipt", Deed::answer},
        {"exchange", "exchange.withdraw", Deed::keepOffices}, {"settings", "keys.change", Deed::keepKeys},
        {"settings", "keys.renew", Deed::keepKeys}, {"settings", "backup.choosePlace", Deed::keepBackups},
        {"settings", "backup.clearPlace", Deed::keepBackups}};

bool reaches(Role role, Role least)
{
    const QList<Role> inOrder{Role::read, Role::entry, Role::review, Role::admin};
    return inOrder.indexOf(role) >= inOrder.indexOf(least);
}

/// A district that has issued to an office, and its people.
struct RolesDesk : ExchangeDesk {
    RolesDesk()
    {
        open();
        makeTown();
        REQUIRE(setSecondPlace(workspace(), session().person(), folder.path()));
        for (const auto& [name, role] : list) {
            REQUIRE(addPerson(workspace(), session().author(Door::form, {}), name, role));
            REQUIRE(session().signIn(QStringLiteral("张三")));
        }
        session().noteSaved();
        settle();
    }
};
} // namespace

TEST_CASE("a door of the window is open for the role that core lets through it and says why it is closed")
{
    RolesDesk desk;
    for (const WindowDoor& door : doors) {
        desk.show(QLatin1String(door.page));
        auto* button = desk.part<QPushButton>(QLatin1String(door.button));
        for (const auto& [name, role] : list) {
            INFO(door.button << " " << name.toStdString());
            REQUIRE(desk.session().signIn(name));
            desk.settle();
            const bool open = reaches(role, ruleOf(door.deed).least);
            CHECK(button->isEnabled() == open);
            CHECK(may(desk.workspace(), name, door.deed).has_value() == open);
            const bool says = button->toolTip().contains(name);
            CHECK(says == !open);
        }
        REQUIRE(desk.session().signIn(QStringLiteral("张三")));
    }
}

TEST_CASE("decisions and targets can be changed by who reviews and not by who enters")
{
    RolesDesk desk;
    desk.show(QStringLiteral("settings"));
    for (const auto& [name, role] : list) {
        INFO(name.toStdString());
        REQUIRE(desk.session().signIn(name));
        desk.settle();
        auto* targets = desk.part<QTableWidget>(QStringLiteral("targets.table"));
        bool any = false;
        for (int column = 0; column < targets->columnCount(); ++column)
            any = any || (targets->item(0, column)->flags() & Qt::ItemIsEditable);
        CHECK(any == reaches(role, ruleOf(Deed::decide).least));
    }
}

TEST_CASE("Ctrl+K finds a whole telephone number for who may see it and writes that down once")
{
    ExchangeDesk desk;
    desk.open();
    WindowDesk::putOutlet(
        desk.workspace(), QStringLiteral("电话店"), QStringLiteral("新增"), QStringLiteral("13987650421"));
    for (const auto& [name, role] : list) {
        REQUIRE(addPerson(desk.workspace(), desk.session().author(Door::form, {}), name, role));
        REQUIRE(desk.session().signIn(QStringLiteral("张三")));
    }
    auto* box = desk.part<SearchBox>(QStringLiteral("searchBox"));
    const auto found = [&](const QString& text) {
        // Over what stands there, as after Ctrl+K. Chinese comes from an input method.
        box->setFocus();
        box->selectAll();
        for (const QChar letter : text) {
            QInputMethodEvent typed;
            typed.setCommitString(letter);
            QApplication::sendEvent(box, &typed);
        }
        QTest::qWait(400);
        auto* hits = desk.part<QListWidget>(QStringLiteral("searchHits"));
        bool any = false;
        for (int i = 0; i < hits->count(); ++i)
            any = any || hits->item(i)->text().contains(QStringLiteral("电话店"));
        return any;
    };
    const auto entries = [&] { return history(desk.workspace())->size(); };
    for (const auto& [name, role] : list) {
        INFO(name.toStdString());
        REQUIRE(desk.session().signIn(name));
        const auto before = entries();
        CHECK_FALSE(found(QStringLiteral("8765"))); // a piece of it is looked for by nobody
        CHECK(entries() == before);
        const bool sees = role != Role::read;
        CHECK(found(QStringLiteral("13987650421")) == sees);
        CHECK(entries() == before + (sees ? 1 : 0));
        CHECK_FALSE(found(QStringLiteral("13987650499"))); // another number
        CHECK(entries() == before + (sees ? 2 : 0));
        CHECK(found(QStringLiteral("电话店")));
        CHECK(entries() == before + (sees ? 2 : 0));
    }
}

TEST_CASE("a township hands in and opens answers by who enters and changes its key by who administers")
{
    TownDesk desk;
    desk.atTown([](Workspace& town) {
        const Author first{QStringLiteral("李四"), Door::form, {}};
        REQUIRE(addPerson(town, first, QStringLiteral("李四"), Role::admin));
        REQUIRE(town.signIn(QStringLiteral("李四")));
        for (const auto& [name, role] : list)
            if (role != Role::admin)
                REQUIRE(addPerson(town, first, name, role));
    });
    desk.openTown();
    Session& session = *desk.town.session();
    for (const auto& [name, role] : list) {
        const QString who = role == Role::admin ? QStringLiteral("李四") : name;
        INFO(who.toStdString());
        REQUIRE(session.signIn(who));
        desk.settleTown();
        for (const char* door : {"exchange.handIn", "exchange.openReceipt"})
            CHECK(ExchangeDesk::button(&desk.town, door)->isEnabled() == reaches(role, Role::entry));
    }
    desk.town.workbench()->showPage(QStringLiteral("settings"));
    desk.settleTown();
    for (const auto& [name, role] : list) {
        const QString who = role == Role::admin ? QStringLiteral("李四") : name;
        INFO(who.toStdString());
        REQUIRE(session.signIn(who));
        desk.settleTown();
        CHECK(ExchangeDesk::button(&desk.town, "keys.renew")->isEnabled() == (role == Role::admin));
    }
}

TEST_CASE("taking back a merge is offered to who merges and not to who enters")
{
    RolesDesk desk;
    WindowDesk::putOutlet(
        desk.workspace(), QStringLiteral("并来的店"), QStringLiteral("合并某镇"), {}, Door::merge);
    desk.session().noteSaved();
    auto* undo = desk.part<QAction>(QStringLiteral("undoAction"));
    for (const auto& [name, role] : list) {
        INFO(name.toStdString());
        REQUIRE(desk.session().signIn(name));
        desk.settle();
        CHECK(undo->isEnabled() == reaches(role, ruleOf(Deed::merge).least));
        CHECK(undo->toolTip().contains(name) == !undo->isEnabled());
    }
}
