#include "core/exchange/review.h"
#include "core/store/kept/attachments.h"
#include "tests/core/exchange/merge/typed_values.h"
#include "tests/core/exchange/story.h"

#include <QFileInfo>

using namespace coop;

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
