#include "core/domain/role.h"
#include "core/store/history/change_log.h"
#include "core/store/kept/layer_table.h"
#include "core/store/undo/undo.h"
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

TEST_CASE("a door that this program does not know is shown as its word and never taken for another")
{
    TestWorkspace test;
    test.add("outlets",
        {{u"name", QStringLiteral("甲店")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    SQLite::Database(test.path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE change_log SET door = 'moon' WHERE entry = (SELECT max(entry) FROM change_log)");
    const QList<ChangeEntry> heads = need(historyHeads(*test));
    REQUIRE(heads.size() == 2); // the rest stays readable
    CHECK_FALSE(heads.first().door.isKnown());
    CHECK(toText(heads.first().door) == u"moon");
    for (const Door door : allDoors())
        CHECK_FALSE(heads.first().door == door);
    CHECK(heads.last().door == Door::making);
    CHECK(heads.first().door.shownWord().toStdString() == "〈moon〉");
    // Nobody takes back what nobody understands.
    const auto back = undo(*test.workspace, {QStringLiteral("张三"), Door::form, {}}, heads.first().entry);
    REQUIRE_FALSE(back);
    CHECK(back.error().text.contains(QStringLiteral("〈moon〉")));
    CHECK(need(historyHeads(*test)).size() == 2);
}

TEST_CASE("a row of the history with a word that is not known hides neither its step nor the rows beside it")
{
    TestWorkspace test;
    for (const char16_t* name : {u"甲店", u"乙店"})
        test.add("outlets",
            {{u"name", QString::fromUtf16(name)}, {u"township", test.township(QStringLiteral("大观镇"))}});
    SQLite::Database file(test.path.toStdString(), SQLite::OPEN_READWRITE);
    file.exec(
        "PRAGMA ignore_check_constraints = ON; UPDATE change_rows SET op = 'swap' || char(10) WHERE entry = "
        "(SELECT max(entry) FROM change_log)");
    const QList<ChangeEntry> entries = need(history(*test, {.registry = QStringLiteral("outlets")}));
    REQUIRE(entries.size() == 2);
    REQUIRE(entries.first().rows.size() == 1);
    CHECK_FALSE(entries.first().rows.first().op.isKnown());
    CHECK(entries.first().rows.first().op.shownWord().toStdString() == "〈swap〉"); // on one line
    CHECK(entries.first().rows.first().fields.size() > 1);
    CHECK(entries.last().rows.first().op == RowOp::add);
    REQUIRE(entries.first().counts.size() == 1);
    CHECK(entries.first().counts.first().op == entries.first().rows.first().op);
    const auto back = undo(*test.workspace, {QStringLiteral("张三"), Door::form, {}}, entries.first().entry);
    REQUIRE_FALSE(back);
    CHECK(back.error().text.contains(QStringLiteral("〈swap〉")));
    CHECK(need(test->rows({.registry = QStringLiteral("outlets")})).size() == 2);
}
