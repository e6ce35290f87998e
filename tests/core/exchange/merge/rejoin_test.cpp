#include "core/base/clock.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/review.h"
#include "tests/core/exchange/merge/typed_values.h"
#include "tests/core/exchange/story.h"

#include <QDir>
#include <QFileInfo>

using namespace coop;
using Standing = PackageReview::Standing;

namespace
{
/// A story in which workspaces go back and are copied: always asked of the one that is in use.
struct Turns : Story {
    OfficesWorld::Side& side = world.office(0);
    RowId shop = outlet();

    void type(const QList<std::pair<QStringView, FieldValue>>& fields)
    {
        set(*side.workspace, "outlets", shop, fields);
    }
    FieldValue typed(QStringView field) const { return value(*side.workspace, shop, field); }
    FieldValue merged(QStringView field) const { return value(world.district(), shop, field); }
    QString submitted()
    {
        REQUIRE(world.submit(0, true));
        return side.submissions.last();
    }
    PackageReview review(const QString& file) { return need(reviewPackage(world.district(), file)); }
    Merged take(const QString& file)
    {
        const PackageFile package = need(readPackage(file));
        return need(mergeBody(
            world.district(), OfficesWorld::someone, package, need(openBody(package, world.districtKey()))));
    }
    OpenedReceipt opened()
    {
        REQUIRE(world.writeReceipt(0));
        return need(openReceipt(*side.workspace, OfficesWorld::someone, *side.key, side.receipts.last()));
    }
    QList<Conflict> waiting() { return need(conflicts(world.district())); }
};
} // namespace

TEST_CASE("a 下发 that was opened on two computers is recognised and what the second hands in is never "
          "called merged")
{
    Story story;
    const QDir folder = QFileInfo(story.district.path()).absoluteDir();
    const QString file = folder.filePath(QStringLiteral("下发.nfb"));
    const QString secret = QString::fromUtf8(OfficesWorld::passphrase);
    const Record federation
        = need(story.district.rowByCode(QStringLiteral("federations"), QStringLiteral("YL-4")));
    const auto issued
        = need(issuePackage(story.district, OfficesWorld::someone, secret, federation.id, file));
    QStringList packages;
    for (const char* computer : {"一", "二"}) {
        const QString path = folder.filePath(QString::fromUtf8(computer) + QStringLiteral(".gpkg"));
        need(openIssued(file, issued.openingCode, secret, path, QStringLiteral("李四")));
        const auto workspace = need(Workspace::open(path, Workspace::Access::write));
        RowId township = 0;
        for (const Record& row : need(workspace->rows({.registry = QStringLiteral("townships")})))
            if (row[u"federation"].number() == federation.id)
                township = row.id;
        REQUIRE(township != 0);
        Story::add(*workspace, "outlets",
            {{u"name", QString::fromUtf8(computer) + QStringLiteral("社")}, {u"township", township}});
        packages += folder.filePath(QString::fromUtf8(computer) + QStringLiteral(".nfb"));
        need(handIn(*workspace, OfficesWorld::someone, secret, packages.last()));
    }
    story.merge(packages[0]);
    const auto second = [&] { return need(reviewPackage(story.district, packages[1])); };
    CHECK(second().standing == Standing::refused);
    CHECK(second().problem.contains(QStringLiteral("两台电脑")));
    // Whoever trusts its key all the same is told, too: the first one's line does not go on in it.
    need(trustKey(story.district, OfficesWorld::someone, issued.device, second().file.header.from.key));
    CHECK(second().standing == Standing::refused);
    CHECK(need(reviewPackage(story.district, packages[0])).standing != Standing::ready);
}

TEST_CASE("a copy of a workspace that is used as well is recognised and both computers' edits come in over a "
          "receipt")
{
    Turns turns;
    turns.type({{u"operator", a}});
    turns.take(turns.submitted());
    turns.world.copy(turns.side);
    turns.type({{u"operator", b}, {u"remark", b}}); // on the one
    turns.take(turns.submitted());
    OfficesWorld::changeComputers(turns.side);
    turns.type({{u"address", c}}); // on the other: the same number, later by the clock
    const QString copys = turns.submitted();
    const PackageReview review = turns.review(copys);
    CHECK(review.standing == Standing::refused);
    CHECK(review.problem.contains(QStringLiteral("拷贝")));
    CHECK(review.problem.contains(QStringLiteral("还没有合并")));
    CHECK(turns.opened().rejoinedAt.has_value());
    CHECK(turns.typed(u"operator") == b);
    CHECK(turns.typed(u"address") == c);
    const Merged merged = turns.take(turns.submitted());
    CHECK(merged.conflicts.isEmpty());
    CHECK(turns.merged(u"operator") == b);
    CHECK(turns.merged(u"address") == c);
    // The first computer is now the one that stayed behind.
    OfficesWorld::changeComputers(turns.side);
    turns.type({{u"phone", QStringLiteral("13800000000")}});
    CHECK(turns.review(turns.submitted()).standing == Standing::refused);
    turns.opened();
    CHECK(turns.typed(u"address") == c);
    turns.take(turns.submitted());
    CHECK(turns.merged(u"phone").text() == QStringLiteral("13800000000"));
    CHECK(turns.merged(u"address") == c);
}

TEST_CASE("an office that went back to a backup does not turn back what it handed in after it")
{
    Turns turns;
    turns.type({{u"remark", a}});
    turns.take(turns.submitted());
    turns.type({{u"operator", a}}); // is in the backup, and in what was handed in after it
    turns.world.keep(turns.side);
    turns.type({{u"remark", b}, {u"operator", b}});
    turns.take(turns.submitted());
    turns.world.goBack(turns.side);
    turns.type({{u"address", c}});
    CHECK(turns.review(turns.submitted()).standing == Standing::refused);
    const OpenedReceipt opened = turns.opened();
    REQUIRE(opened.rejoinedAt);
    CHECK(turns.typed(u"remark") == b);
    CHECK(turns.typed(u"operator") == b);
    CHECK(turns.typed(u"address") == c);
    const Merged merged = turns.take(turns.submitted());
    CHECK(merged.conflicts.isEmpty());
    CHECK(turns.merged(u"remark") == b);
    CHECK(turns.merged(u"operator") == b);
    CHECK(turns.merged(u"address") == c);
}

TEST_CASE("what was typed again after a backup came back is a question beside what was handed in before")
{
    Turns turns;
    turns.type({{u"remark", a}});
    turns.world.keep(turns.side);
    turns.type({{u"remark", b}});
    turns.take(turns.submitted());
    turns.world.goBack(turns.side);
    turns.type({{u"remark", c}}); // by an entry of the same number
    turns.opened();
    CHECK(turns.typed(u"remark") == c);
    turns.take(turns.submitted());
    CHECK(turns.merged(u"remark") == b);
    REQUIRE(turns.waiting().size() == 1);
    CHECK(turns.waiting()[0].fields.contains(QStringLiteral("remark")));
}

TEST_CASE("what waits for a decision waits on when its office goes back to a backup from before")
{
    Turns turns;
    turns.take(turns.submitted());
    turns.opened();
    turns.world.keep(turns.side);
    turns.type({{u"remark", a}});
    Story::set(turns.world.district(), "outlets", turns.shop, {{u"remark", b}});
    turns.take(turns.submitted());
    REQUIRE(turns.waiting().size() == 1);
    turns.world.goBack(turns.side);
    turns.type({{u"address", c}});
    turns.opened();
    CHECK(turns.typed(u"remark") == b); // its own word is at the district
    turns.take(turns.submitted());
    REQUIRE(turns.waiting().size() == 1);
    need(settleConflict(turns.world.district(), OfficesWorld::someone, turns.waiting()[0].row,
        {.choice = Settlement::Choice::theirs}));
    CHECK(turns.merged(u"remark") == a);
    turns.take(turns.submitted());
    turns.opened();
    CHECK(turns.typed(u"remark") == a);
}

TEST_CASE("an office that went back learns what the district had told the workspace that went on")
{
    Turns turns;
    turns.take(turns.submitted());
    turns.opened();
    turns.world.keep(turns.side);
    Story::set(turns.world.district(), "outlets", turns.shop, {{u"address", a}});
    turns.take(turns.submitted());
    turns.opened(); // only the workspace that is lost has heard of it
    turns.type({{u"remark", b}});
    turns.take(turns.submitted());
    turns.world.goBack(turns.side);
    for (int round = 0; round < 2; ++round) {
        turns.opened();
        turns.take(turns.submitted());
    }
    turns.opened();
    CHECK(turns.typed(u"address") == a);
    CHECK(turns.typed(u"remark") == b);
}

TEST_CASE(
    "what came and went again in the workspace that went on does not stay for ever in a copy from between")
{
    for (const bool anotherAnswerFirst : {false, true}) {
        INFO(anotherAnswerFirst);
        Turns turns;
        turns.take(turns.submitted());
        turns.opened(); // nothing is handed in behind it: what comes and goes is not told
        const RowId passing
            = Story::add(*turns.side.workspace, "outlets", {{u"name", a}, {u"township", turns.township()}});
        turns.type({{u"remark", a}});
        turns.world.copy(turns.side);
        Story::remove(*turns.side.workspace, "outlets", passing);
        turns.type({{u"remark", FieldValue()}, {u"operator", b}});
        turns.take(turns.submitted());
        OfficesWorld::changeComputers(turns.side);
        turns.opened();
        if (anotherAnswerFirst)
            turns.opened();
        turns.take(turns.submitted());
        turns.opened();
        CHECK_FALSE(storedRow(*turns.side.workspace, QStringLiteral("outlets"), passing));
        CHECK_FALSE(storedRow(turns.world.district(), QStringLiteral("outlets"), passing));
        CHECK(turns.typed(u"remark").isNull());
        CHECK(turns.merged(u"remark").isNull());
        CHECK(turns.typed(u"operator") == b);
    }
}

TEST_CASE("what was typed in a copy after the other computer took its row away again is a question")
{
    Turns turns;
    turns.take(turns.submitted());
    turns.opened();
    const RowId passing
        = Story::add(*turns.side.workspace, "outlets", {{u"name", a}, {u"township", turns.township()}});
    turns.world.copy(turns.side);
    Story::remove(*turns.side.workspace, "outlets", passing);
    turns.type({{u"operator", b}});
    turns.take(turns.submitted());
    OfficesWorld::changeComputers(turns.side);
    Story::set(*turns.side.workspace, "outlets", passing, {{u"remark", c}});
    turns.opened();
    turns.take(turns.submitted());
    REQUIRE(turns.waiting().size() == 1);
    CHECK(turns.waiting()[0].id == passing);
    CHECK(turns.waiting()[0].kind == ConflictKind::removed);
    turns.opened();
    CHECK(storedRow(*turns.side.workspace, QStringLiteral("outlets"), passing));
}

TEST_CASE("what the district did not take from the workspace that went on is not kept by one that went back")
{
    Turns turns;
    const RowId other
        = Story::add(*turns.side.workspace, "outlets", {{u"name", b}, {u"township", turns.township()}});
    const RowId elsewhere = need(turns.world.district().rows({.registry = QStringLiteral("outlets"),
        .equals = {{QStringLiteral("township"), FieldValue(turns.foreignTownship())}}}))[0]
                                .id;
    Story::set(turns.world.district(), "outlets", elsewhere, {{u"code", a}});
    turns.take(turns.submitted());
    turns.opened();
    turns.type({{u"code", a}}); // which is taken where it cannot see
    turns.world.keep(turns.side);
    turns.take(turns.submitted());
    REQUIRE(turns.waiting().size() == 1);
    need(settleConflict(turns.world.district(), OfficesWorld::someone, turns.waiting()[0].row,
        {.choice = Settlement::Choice::ours}));
    turns.opened(); // only the workspace that is lost has heard of it
    Story::set(*turns.side.workspace, "outlets", other, {{u"operator", b}});
    turns.take(turns.submitted());
    turns.world.goBack(turns.side);
    turns.opened();
    turns.take(turns.submitted());
    turns.opened();
    CHECK(turns.typed(u"code") == turns.merged(u"code"));
}

TEST_CASE("everything from an office that went back asks instead of turning back")
{
    Turns turns;
    turns.type({{u"remark", a}});
    turns.world.keep(turns.side);
    turns.type({{u"remark", b}});
    turns.take(turns.submitted());
    turns.world.goBack(turns.side);
    REQUIRE(turns.world.submit(0, HandIn::everything));
    turns.take(turns.side.submissions.last());
    CHECK(turns.merged(u"remark") == b);
}

TEST_CASE("a clock that was set back changes nothing but what is said")
{
    Turns turns;
    turns.type({{u"remark", a}});
    const QString first = turns.submitted();
    constexpr qint64 years = 3600LL * 24 * 400;
    setClockWrongBy(-years);
    turns.type({{u"remark", b}});
    const QString second = turns.submitted();
    setClockWrongBy(0);
    turns.take(first);
    CHECK(turns.review(second).standing == Standing::ready);
    CHECK(turns.take(second).clockBack);
    CHECK(turns.merged(u"remark") == b);
    // An older package of another line with an earlier time is not taken for one that came in with a later
    // one.
    Turns other;
    other.world.keep(other.side);
    other.type({{u"remark", a}});
    other.take(other.submitted());
    other.world.goBack(other.side);
    setClockWrongBy(-years);
    other.type({{u"address", b}});
    const QString lost = other.submitted();
    setClockWrongBy(0);
    CHECK(other.review(lost).standing == Standing::refused);
    CHECK_FALSE(other.merged(u"address") == b);
}

TEST_CASE(
    "a receipt of a district that went back to a backup is recognised and opened after the next hand-in")
{
    Turns turns;
    turns.take(turns.submitted());
    turns.opened();
    turns.world.keep(turns.world.districtOffice());
    Story::set(turns.world.district(), "outlets", turns.shop, {{u"remark", a}});
    turns.type({{u"operator", a}});
    const QString second = turns.submitted();
    turns.take(second);
    turns.opened();
    turns.type({{u"address", b}});
    turns.world.goBack(turns.world.districtOffice());
    REQUIRE(turns.world.writeReceipt(0)); // its number was given before
    CHECK_FALSE(turns.world.tryReceipt(0, turns.side.receipts.last()));
    const QString third = turns.submitted();
    CHECK(turns.review(third).standing == Standing::refused);
    CHECK(turns.review(third).problem.contains(QStringLiteral("全部重报")));
    CHECK(turns.review(second).standing == Standing::ready);
    REQUIRE(turns.world.submit(0, HandIn::everything));
    turns.take(turns.side.submissions.last());
    CHECK(turns.merged(u"address") == b);
    turns.opened();
}

TEST_CASE(
    "a removal that waits brings along what its office edited before whether that was merged before or not")
{
    for (const bool mergedBefore : {true, false}) {
        INFO(mergedBefore);
        Turns turns;
        turns.type({{u"operator", a}});
        const QString first = turns.submitted();
        if (mergedBefore)
            turns.take(first);
        turns.type({{u"remark", c}});
        Story::remove(*turns.side.workspace, "services",
            need(turns.side.workspace->rows({.registry = QStringLiteral("services"),
                .equals = {{QStringLiteral("township"), FieldValue(turns.township())}}}))[0]
                .id);
        Story::remove(*turns.side.workspace, "outlets", turns.shop);
        Story::set(turns.world.district(), "outlets", turns.shop, {{u"address", b}});
        turns.take(turns.submitted());
        REQUIRE(turns.waiting().size() == 1);
        CHECK(turns.waiting()[0].kind == ConflictKind::removed);
        CHECK(turns.merged(u"operator") == a);
        CHECK(turns.merged(u"remark") == c);
        CHECK(turns.merged(u"address") == b);
        // It goes along with what waits, and is not written again over what people decide meanwhile.
        turns.opened();
        Story::set(turns.world.district(), "outlets", turns.shop, {{u"operator", FieldValue()}});
        turns.take(turns.submitted());
        CHECK(turns.merged(u"operator").isNull());
        need(settleConflict(turns.world.district(), OfficesWorld::someone, turns.waiting()[0].row,
            {.choice = Settlement::Choice::ours}));
        turns.take(turns.submitted());
        turns.opened();
        CHECK(turns.typed(u"remark") == c);
    }
}
