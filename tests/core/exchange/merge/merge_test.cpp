#include "core/store/undo/undo.h"
#include "tests/core/exchange/merge/typed_values.h"
#include "tests/core/exchange/story.h"

#include <QJsonArray>
#include <SQLiteCpp/Database.h>

using namespace coop;
using Choice = Settlement::Choice;

TEST_CASE("different fields of one row, changed on both sides, are both taken")
{
    Story story;
    const RowId id = story.outlet();
    Story::set(story.district, "outlets", id, {{u"operator", a}});
    Story::set(story.office, "outlets", id, {{u"address", b}});
    const Merged merged = story.handInAndMerge();
    CHECK(merged.rows.size() == 1);
    CHECK(merged.conflicts.isEmpty());
    CHECK(Story::value(story.district, id, u"operator") == a);
    CHECK(Story::value(story.district, id, u"address") == b);
}

TEST_CASE("the same edit on both sides is no conflict")
{
    Story story;
    Story::set(story.district, "outlets", story.outlet(), {{u"operator", a}});
    Story::set(story.office, "outlets", story.outlet(), {{u"operator", a}});
    const Merged merged = story.handInAndMerge();
    CHECK(merged.equal == 1);
    CHECK(merged.conflicts.isEmpty());
}

TEST_CASE(
    "one field changed on both sides waits with the value before, ours and theirs, whatever is chosen then")
{
    Story story;
    const RowId id = story.outlet();
    Story::set(story.district, "outlets", id, {{u"operator", a}});
    Story::set(story.office, "outlets", id, {{u"operator", b}});
    CHECK(story.handInAndMerge().conflicts.size() == 1);
    CHECK(Story::value(story.district, id, u"operator") == a);
    const Conflict conflict = story.onlyConflict();
    CHECK(conflict.kind == ConflictKind::field);
    CHECK(conflict.who == OfficesWorld::someone.who);
    CHECK(conflict.fields[QStringLiteral("operator")].toArray()
        == QJsonArray{QJsonValue::Null, QStringLiteral("甲"), QStringLiteral("乙")});
    SECTION("theirs")
    {
        story.settle(Choice::theirs);
        CHECK(Story::value(story.district, id, u"operator") == b);
        story.answer();
        CHECK(Story::value(story.office, id, u"operator") == b);
    }
    SECTION("ours comes back to the township with the receipt")
    {
        story.settle(Choice::ours);
        story.answer();
        CHECK(Story::value(story.office, id, u"operator") == a);
        CHECK(need(changesToHandIn(story.office)).isEmpty());
    }
    SECTION("another value")
    {
        story.settle(Choice::edited, {{QStringLiteral("operator"), c}});
        CHECK(Story::value(story.district, id, u"operator") == c);
        story.answer();
        CHECK(Story::value(story.office, id, u"operator") == c);
    }
    SECTION("not settled, it survives the receipt, and the township keeps its value")
    {
        story.answer();
        CHECK(Story::value(story.office, id, u"operator") == b);
        CHECK(story.handInAndMerge().conflicts.size() == 1);
        CHECK(story.onlyConflict().kind == ConflictKind::field);
    }
    SECTION("sent back with a question, it is asked at the township, and its new answer is looked at anew")
    {
        story.settle(Choice::back, {}, QStringLiteral("经营者到底是谁？"));
        REQUIRE(story.world.writeReceipt(0));
        const auto opened = need(openReceipt(story.office, OfficesWorld::someone, *story.world.office(0).key,
            story.world.office(0).receipts.last()));
        REQUIRE(opened.outcomes.size() == 1);
        CHECK(opened.outcomes[0].result == u"question");
        CHECK(opened.outcomes[0].text == QStringLiteral("经营者到底是谁？"));
        CHECK(Story::value(story.office, id, u"operator") == b);
        Story::set(story.office, "outlets", id, {{u"operator", a}}); // the district was right
        CHECK(story.handInAndMerge().conflicts.isEmpty());
        CHECK(need(conflicts(story.district)).isEmpty());
    }
    SECTION("settling is a step that can be undone")
    {
        story.settle(Choice::theirs);
        const auto next = need(nextUndo(story.district));
        REQUIRE(next);
        need(undo(story.district, OfficesWorld::someone, next->entry));
        CHECK(Story::value(story.district, id, u"operator") == a);
        CHECK(story.onlyConflict().state == conflictWaits);
    }
}

TEST_CASE("a row that the district removed and the township changed is a question, and can come back whole")
{
    Story story;
    const RowId id = story.outlet();
    Story::remove(story.district, "services",
        need(story.district.rows({.registry = QStringLiteral("services"),
            .equals = {{QStringLiteral("provider"), FieldValue(id)}}}))[0]
            .id);
    Story::remove(story.district, "outlets", id);
    Story::set(story.office, "outlets", id, {{u"operator", b}});
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::removed);
    SECTION("theirs")
    {
        story.settle(Choice::theirs);
        CHECK(Story::value(story.district, id, u"operator") == b);
        CHECK(Story::value(story.district, id, u"name") == Story::value(story.office, id, u"name"));
    }
    SECTION("ours: it goes at the township, too, once nothing there refers to it")
    {
        story.settle(Choice::ours);
        story.answer();
        CHECK(!story.office.row(QStringLiteral("outlets"), id));
    }
}

TEST_CASE("what was edited before a removal that waits comes in alike whether or not its package arrived")
{
    const bool arrived = GENERATE(false, true);
    const bool removed = GENERATE(false, true);
    Story story;
    const RowId service = need(story.office.rows({.registry = QStringLiteral("services"),
        .equals = {{QStringLiteral("township"), FieldValue(story.township())}}}))[0]
                              .id;
    Story::set(story.office, "services", service, {{u"farmers", 12}});
    const QString edited = story.handIn();
    if (arrived)
        story.merge(edited);
    Story::set(story.district, "services", service, {{u"area", 77}});
    Story::remove(story.office, "services", service);
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::removed);
    story.settle(removed ? Choice::theirs : Choice::ours);
    const auto row = story.district.row(QStringLiteral("services"), service);
    CHECK(bool(row) == !removed);
    if (row) {
        CHECK((*row)[u"farmers"] == FieldValue(12));
        CHECK((*row)[u"area"] == FieldValue(77));
    }
    story.answer();
    CHECK(bool(story.office.row(QStringLiteral("services"), service)) == !removed);
    const auto there = story.office.row(QStringLiteral("services"), service);
    CHECK((!there || (*there)[u"farmers"] == FieldValue(12)));
}

TEST_CASE("a row that the township removed and the district changed is a question; untouched, it goes")
{
    Story story;
    const RowId service = need(story.office.rows({.registry = QStringLiteral("services"),
        .equals = {{QStringLiteral("township"), FieldValue(story.township())}}}))[0]
                              .id;
    Story::remove(story.office, "services", service);
    SECTION("changed")
    {
        Story::set(story.district, "services", service, {{u"farmers", 12}});
        story.handInAndMerge();
        CHECK(story.onlyConflict().kind == ConflictKind::removed);
        SECTION("theirs")
        {
            story.settle(Choice::theirs);
            CHECK(!story.district.row(QStringLiteral("services"), service));
        }
        SECTION("ours: the township gets it back")
        {
            story.settle(Choice::ours);
            story.answer();
            CHECK(story.office.row(QStringLiteral("services"), service));
        }
    }
    SECTION("untouched")
    {
        CHECK(story.handInAndMerge().rows.size() == 1);
        CHECK(!story.district.row(QStringLiteral("services"), service));
    }
}

TEST_CASE("a member that the township removed stays while the district gave it another membership")
{
    Story story;
    const Record member = need(story.office.rows({.registry = QStringLiteral("members"),
        .equals = {{QStringLiteral("township"), FieldValue(story.township())}}}))[0];
    Story::remove(story.office, "members", member.id);
    FieldValue::List federations = member[u"federations"].list();
    federations.emplace_back(
        need(story.district.rowByCode(QStringLiteral("federations"), QStringLiteral("YL-0"))).id);
    FieldValue::List joined = member[u"joined_on"].list();
    joined.emplace_back(QStringLiteral("2025-03-03"));
    Story::set(story.district, "members", member.id, {{u"federations", federations}, {u"joined_on", joined}});
    const Merged merged = story.handInAndMerge();
    CHECK(merged.rows.isEmpty());
    CHECK(merged.conflicts.size() == 2); // the member, and the membership that would have gone with it
    CHECK(need(story.district.row(QStringLiteral("members"), member.id))[u"federations"].list().size() == 2);
}

TEST_CASE("two rows of one name wait, and are settled by taking one, the other or both")
{
    Story story;
    const QList<std::pair<QStringView, FieldValue>> here{
        {u"name", QStringLiteral("同名社")}, {u"township", story.township()}, {u"operator", a}};
    const RowId ours = Story::add(story.district, "outlets", here);
    const RowId theirs = Story::add(story.office, "outlets",
        {{u"name", QStringLiteral("同名社")}, {u"township", story.township()}, {u"operator", b},
            {u"address", c}});
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::duplicate);
    SECTION("theirs over ours")
    {
        story.settle(Choice::theirs);
        CHECK(Story::value(story.district, ours, u"operator") == b);
        CHECK(!story.district.row(QStringLiteral("outlets"), theirs));
    }
    SECTION("both, under another name")
    {
        const auto refused = settleConflict(
            story.district, OfficesWorld::someone, story.onlyConflict().row, {.choice = Choice::both});
        REQUIRE(!refused);
        CHECK(refused.error().kind == ErrorKind::duplicate);
        story.settle(Choice::both, {{QStringLiteral("name"), FieldValue(QStringLiteral("同名社二店"))}});
        CHECK(Story::value(story.district, theirs, u"name") == FieldValue(QStringLiteral("同名社二店")));
    }
    SECTION("ours: the township's row makes room for the district's")
    {
        story.settle(Choice::ours);
        story.answer();
        CHECK(!story.office.row(QStringLiteral("outlets"), theirs));
        CHECK(Story::value(story.office, ours, u"operator") == a);
    }
}

TEST_CASE("two rows that swapped their names at the township swap them at the district")
{
    Story story;
    const RowId other = Story::add(story.office, "outlets", {{u"name", b}, {u"township", story.township()}});
    story.handInAndMerge();
    story.answer();
    const FieldValue first = Story::value(story.office, story.outlet(0), u"name");
    Story::set(story.office, "outlets", other, {{u"name", c}});
    Story::set(story.office, "outlets", story.outlet(0), {{u"name", b}});
    Story::set(story.office, "outlets", other, {{u"name", first}});
    const Merged merged = story.handInAndMerge();
    CHECK(merged.conflicts.isEmpty());
    CHECK(Story::value(story.district, other, u"name") == first);
}

TEST_CASE("a reference to a row that the district removed waits with its reason")
{
    Story story;
    const RowId id = Story::add(story.district, "outlets", {{u"name", b}, {u"township", story.township()}});
    story.handInAndMerge();
    story.answer();
    Story::add(story.office, "services",
        {{u"month", QStringLiteral("2025-05")}, {u"township", story.township()}, {u"provider", id},
            {u"stage", QStringLiteral("收")}, {u"area", 100}});
    Story::remove(story.district, "outlets", id);
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::reference);
    CHECK(story.onlyConflict().reason.contains(QStringLiteral("服务主体")));
}

TEST_CASE(
    "two edits that are right alone and wrong together wait with the rule's sentence, and can be mended")
{
    Story story;
    const RowId id = story.outlet();
    Story::set(story.district, "outlets", id, {{u"star_since", QStringLiteral("2025-01-01")}, {u"stars", 2}});
    story.handInAndMerge();
    story.answer();
    Story::set(story.office, "outlets", id, {{u"stars", 3}});
    Story::set(story.district, "outlets", id, {{u"stars", FieldValue()}, {u"star_since", FieldValue()}});
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::field); // the stars were cleared here and changed there
    const auto refused = settleConflict(
        story.district, OfficesWorld::someone, story.onlyConflict().row, {.choice = Choice::theirs});
    REQUIRE(!refused);
    CHECK(refused.error().text.contains(QStringLiteral("星级")));
    CHECK(story.onlyConflict().state == conflictWaits);
    story.settle(Choice::edited,
        {{QStringLiteral("stars"), FieldValue(3)},
            {QStringLiteral("star_since"), FieldValue(QStringLiteral("2025-01-01"))}});
    CHECK(Story::value(story.district, id, u"stars") == FieldValue(3));
}

TEST_CASE("a date that contradicts one that was set here meanwhile waits with the rule's sentence")
{
    Story story;
    const RowId id = story.outlet();
    Story::set(story.district, "outlets", id, {{u"opened_on", QStringLiteral("2025-03-01")}});
    Story::set(story.office, "outlets", id, {{u"closed_on", QStringLiteral("2025-02-01")}});
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::rule);
    CHECK(story.onlyConflict().reason.contains(QStringLiteral("停业日期")));
}

TEST_CASE("a conflict with a word that is not known is shown beside the others and nobody settles it")
{
    Story story;
    const RowId second = Story::add(
        story.office, "outlets", {{u"name", QStringLiteral("新店")}, {u"township", story.township()}});
    story.handInAndMerge();
    story.answer();
    for (const RowId id : {story.outlet(), second}) {
        Story::set(story.district, "outlets", id, {{u"operator", a}});
        Story::set(story.office, "outlets", id, {{u"operator", b}});
    }
    REQUIRE(story.handInAndMerge().conflicts.size() == 2);
    SQLite::Database(story.district.path().toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE conflicts SET kind = 'eclipse' WHERE id = (SELECT min(id) FROM conflicts)");
    const QList<Conflict> waiting = need(conflicts(story.district));
    REQUIRE(waiting.size() == 2);
    const Conflict& strange = waiting[0].kind.isKnown() ? waiting[1] : waiting[0];
    const Conflict& plain = waiting[0].kind.isKnown() ? waiting[0] : waiting[1];
    CHECK(conflictKindWord(strange.kind).toStdString() == "〈eclipse〉");
    CHECK(toText(strange.kind) == u"eclipse");
    CHECK(choicesFor(strange).isEmpty());
    const auto settled
        = settleConflict(story.district, OfficesWorld::someone, strange.row, {.choice = Choice::theirs});
    REQUIRE_FALSE(settled);
    CHECK(settled.error().text.contains(QStringLiteral("〈eclipse〉")));
    CHECK(plain.kind == ConflictKind::field);
    need(settleConflict(story.district, OfficesWorld::someone, plain.row, {.choice = Choice::theirs}));
    CHECK(waitingConflicts(story.district) == 1);
}
