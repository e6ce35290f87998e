#include "core/domain/role.h"
#include "core/store/history/change_log.h"
#include "core/store/kept/layer_table.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>

using namespace coop;

TEST_CASE("every stored word of an enum is read back as itself and nothing else is taken for one")
{
    for (const Door door : allDoors())
        CHECK(doorFrom(toText(door)) == door);
    CHECK(allDoors().size() == 23);
    for (const RowOp op : {RowOp::add, RowOp::change, RowOp::remove})
        CHECK(rowOpFrom(toText(op)) == op);
    for (const LayerRole role : {LayerRole::boundaries, LayerRole::reference})
        CHECK(layerRoleFrom(toText(role)) == role);
    for (const Role role : {Role::read, Role::entry, Role::review, Role::admin}) {
        CHECK(parseRole(roleTitle(role)) == role);
        CHECK(parseRole(roleId(role)) == role);
    }
    for (const char16_t* strange : {u"", u"Form", u"form ", u"elsewhere"}) {
        CHECK_FALSE(doorFrom(strange));
        CHECK_FALSE(rowOpFrom(strange));
        CHECK_FALSE(layerRoleFrom(strange));
    }
}

TEST_CASE("a stored word that this program does not know is said and never taken for another")
{
    TestWorkspace test;
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE change_log SET door = 'moon' WHERE entry = (SELECT max(entry) FROM change_log)");
    const auto entries = historyHeads(*test);
    REQUIRE_FALSE(entries);
    CHECK(entries.error().text.contains(QStringLiteral("本程序不认识的“moon”")));
}
