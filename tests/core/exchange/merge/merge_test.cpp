#include "core/exchange/review.h"
#include "core/store/history/change_log.h"
#include "core/store/kept/attachments.h"
#include "core/store/undo/undo.h"
#include "tests/core/exchange/merge/typed_values.h"
#include "tests/core/exchange/story.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

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

TEST_CASE("what is not theirs is refused: rows of others, ledgers of the district, states of review")
{
    Story story;
    const auto township = story.foreignTownship();
    SECTION("a federation that is not theirs, or a township")
    {
        Story::set(story.office, "townships", township, {{u"population", 1}});
        const Merged merged = story.handInAndMerge();
        CHECK(merged.refused.size() == 1);
        CHECK(merged.rows.isEmpty());
        story.answer();
        CHECK(need(story.office.row(QStringLiteral("townships"), township))[u"population"]
            == need(story.district.row(QStringLiteral("townships"), township))[u"population"]);
    }
    SECTION("a file on a row of somebody else's")
    {
        const RowId foreign = need(story.district.rows({.registry = QStringLiteral("outlets"),
            .equals = {{QStringLiteral("township"), FieldValue(township)}}}))[0]
                                  .id;
        {
            auto work = need(UnitOfWork::begin(story.office, OfficesWorld::someone));
            Record outlet = need(story.district.row(QStringLiteral("outlets"), foreign));
            need(work->add(outlet)); // as if they had it
            need(attach(*work, QStringLiteral("outlets"), foreign, QStringLiteral("x.pdf"), "%PDF"));
            need(work->commit());
        }
        const Merged merged = story.handInAndMerge();
        CHECK(merged.rows.isEmpty());
        CHECK(need(attachments(story.district, QStringLiteral("outlets"), foreign)).isEmpty());
    }
    SECTION("a row of their own in a township that is not theirs waits for people")
    {
        Story::add(story.office, "outlets", {{u"name", b}, {u"township", township}});
        story.handInAndMerge();
        CHECK(story.onlyConflict().kind == ConflictKind::area);
    }
}

TEST_CASE("packages are reviewed: merged, superseded, missing ones before it, stranger, withdrawn, another's")
{
    Story story;
    using Standing = PackageReview::Standing;
    const auto standing
        = [&](const QString& file) { return need(reviewPackage(story.district, file)).standing; };
    Story::set(story.office, "outlets", story.outlet(), {{u"operator", a}});
    const QString first = story.handIn();
    Story::set(story.office, "outlets", story.outlet(), {{u"operator", b}});
    const QString second = story.handIn();
    Story::set(story.office, "outlets", story.outlet(), {{u"operator", c}});
    const QString third = story.handIn();
    CHECK(need(reviewPackage(story.district, third)).missing == QList<qint64>{1, 2});
    story.merge(first);
    CHECK(need(reviewPackage(story.district, third)).missing == QList<qint64>{2});
    CHECK(standing(first) == Standing::merged);
    story.merge(third);
    CHECK(standing(second) == Standing::superseded);
    CHECK(story.merge(second).stale);
    CHECK(Story::value(story.district, story.outlet(), u"operator") == c);
    REQUIRE(story.world.writeReceipt(0));
    const QString receipt = story.world.office(0).receipts.last();
    CHECK(need(reviewPackage(*story.world.office(1).workspace, receipt)).standing == Standing::refused);
    CHECK(need(reviewPackage(story.district, receipt)).standing == Standing::refused);
    const QString fourth = story.handIn();
    need(withdrawOffice(story.district, OfficesWorld::someone, story.world.office(0).device));
    CHECK(standing(fourth) == Standing::refused);
}

TEST_CASE("a new key is taken only after its fingerprint was compared")
{
    Story story;
    const QString passphrase = QStringLiteral("另一句新口令");
    const QString print = need(renewKey(story.office, OfficesWorld::someone, passphrase));
    Story::set(story.office, "outlets", story.outlet(), {{u"operator", a}});
    const QString file = QFileInfo(story.office.path()).absoluteDir().filePath(QStringLiteral("新.nfb"));
    need(handIn(story.office, OfficesWorld::someone, passphrase, file));
    const PackageReview review = need(reviewPackage(story.district, file));
    CHECK(review.standing == PackageReview::Standing::newKey);
    CHECK(review.problem.contains(print));
    need(trustKey(
        story.district, OfficesWorld::someone, story.world.office(0).device, review.file.header.from.key));
    CHECK(story.merge(file).rows.size() == 1);
}

TEST_CASE(
    "an office that went back to an old copy of its workspace is noticed, and after a receipt loses nothing")
{
    Story story;
    OfficesWorld::Side& side = story.world.office(0);
    Story::set(story.office, "outlets", story.outlet(), {{u"operator", a}});
    auto old = story.world.copyOf(story.office, QStringLiteral("旧乡镇.gpkg"));
    story.handInAndMerge();
    const RowId township = story.township();
    std::swap(side.workspace, old); // `old` is what they had, and story.office still looks at it
    const RowId added = Story::add(*side.workspace, "outlets", {{u"name", c}, {u"township", township}});
    REQUIRE(story.world.submit(0));
    const PackageReview review = need(reviewPackage(story.district, side.submissions.last()));
    CHECK(review.standing == PackageReview::Standing::refused);
    CHECK(review.problem.contains(QStringLiteral("较早的备份")));
    REQUIRE(story.world.writeReceipt(0));
    story.world.openReceipt(0, side.receipts.last());
    REQUIRE(story.world.submit(0));
    story.merge(side.submissions.last());
    CHECK(story.district.row(QStringLiteral("outlets"), added));
}

TEST_CASE("attachments travel with their rows, there and back")
{
    Story story;
    const QByteArray bytes("not really a picture, but bytes \n with a new line and \0 zero", 60);
    {
        auto work = need(UnitOfWork::begin(story.office, OfficesWorld::someone));
        need(attach(*work, QStringLiteral("outlets"), story.outlet(), QStringLiteral("店面.jpg"), bytes));
        need(work->commit());
    }
    story.handInAndMerge();
    const auto there = need(attachments(story.district, QStringLiteral("outlets"), story.outlet()));
    REQUIRE(there.size() == 1);
    CHECK(need(attachmentBytes(story.district, there[0].digest)) == bytes);
    {
        auto work = need(UnitOfWork::begin(story.district, OfficesWorld::someone));
        need(attach(*work, QStringLiteral("outlets"), story.outlet(), QStringLiteral("批复.pdf"), "%PDF"));
        need(work->commit());
    }
    story.answer();
    CHECK(need(attachments(story.office, QStringLiteral("outlets"), story.outlet())).size() == 2);
}

TEST_CASE("a receipt says nothing of what came, changed or went in other townships")
{
    Story story;
    const RowId elsewhere = need(story.district.rows({.registry = QStringLiteral("outlets"),
        .equals = {{QStringLiteral("township"), FieldValue(story.foreignTownship())}}}))[0]
                                .id;
    story.handInAndMerge();
    story.answer();
    Story::add(story.district, "outlets", {{u"name", a}, {u"township", story.foreignTownship()}});
    Story::remove(story.district, "outlets",
        Story::add(story.district, "outlets", {{u"name", b}, {u"township", story.foreignTownship()}}));
    Story::set(story.district, "outlets", elsewhere, {{u"operator", a}});
    Story::set(story.district, "outlets", story.outlet(), {{u"operator", b}});
    story.handInAndMerge();
    REQUIRE(story.world.writeReceipt(0));
    const PackageFile receipt = need(readPackage(story.world.office(0).receipts.last()));
    const PackageBody body = need(PackageBody::fromBytes(need(openBody(receipt, *story.world.office(0).key)),
        story.district.registries(), story.district.schema()));
    CHECK(body.extra[QStringLiteral("result")][QStringLiteral("corrections")].toInteger() == 1);
    for (const PackedRow& row : body.rows)
        CHECK((row.row.has_value() && row.id != elsewhere));
}

TEST_CASE("a merge that is cancelled changes nothing")
{
    Story story;
    for (int i = 0; i < 150; ++i)
        Story::add(story.office, "outlets",
            {{u"name", QStringLiteral("社%1").arg(i)}, {u"township", story.township()}});
    const QString file = story.handIn();
    const PackageFile package = need(readPackage(file));
    const qint64 version = story.district.dataVersion();
    const auto merged = mergeBody(story.district, OfficesWorld::someone, package,
        need(openBody(package, story.world.districtKey())), false, [](qint64, qint64) { return false; });
    REQUIRE(!merged);
    CHECK(merged.error().kind == ErrorKind::cancelled);
    CHECK(story.district.dataVersion() == version);
}

TEST_CASE("a district that lost its ledgers since a backup gets them again from a whole hand-in")
{
    Story story;
    const RowId id = Story::add(
        story.office, "outlets", {{u"name", c}, {u"township", story.township()}, {u"operator", a}});
    const auto old = story.world.copyOf(story.district, QStringLiteral("旧.gpkg"));
    story.handInAndMerge();
    story.answer();
    Story::set(story.office, "outlets", id, {{u"operator", b}});
    const QString usual = story.handIn();
    const PackageReview review = need(reviewPackage(*old, usual));
    CHECK(review.standing == PackageReview::Standing::refused);
    CHECK(review.problem.contains(QStringLiteral("全部重报")));
    const QString file = QFileInfo(story.office.path()).absoluteDir().filePath(QStringLiteral("全部.nfb"));
    need(handIn(story.office, OfficesWorld::someone, *story.world.office(0).key, file, HandIn::everything));
    const PackageFile package = need(readPackage(file));
    need(mergeBody(*old, OfficesWorld::someone, package, need(openBody(package, story.world.districtKey()))));
    CHECK(Story::value(*old, id, u"operator") == b);
}

TEST_CASE("nothing personal can be read in a package without the key")
{
    Story story;
    Story::set(story.office, "outlets", story.outlet(),
        {{u"phone", QStringLiteral("13812345678")}, {u"operator", QStringLiteral("王小明")}});
    QFile file(story.handIn());
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    CHECK(!bytes.contains("13812345678"));
    CHECK(!bytes.contains("王小明"));
    CHECK(!bytes.contains(OfficesWorld::someone.who.toUtf8()));
    file.close(); // what this program holds open is not read as a package
    const PackageFile package = need(readPackage(file.fileName()));
    CHECK(!openBody(package, OfficeKey::make()));
    CHECK(need(openBody(package, story.world.districtKey())).contains("13812345678"));
}
