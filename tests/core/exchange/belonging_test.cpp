#include "core/store/kept/attachments.h"
#include "core/store/rows/duplicates.h"
#include "core/store/rows/stored_rows.h"
#include "tests/core/exchange/story.h"

#include <catch2/catch.hpp>

using namespace coop;

// What the specs say of the exchange, where a table differs from the ledgers that an office fills.

namespace
{
const QString marks = QStringLiteral("not_duplicates");
const QString outlets = QStringLiteral("outlets");

struct Belonging : Story {
    RowId mine = outlet();
    RowId other = add(office, "outlets", {{u"name", QStringLiteral("乙社")}, {u"township", township()}});
    RowId federation = officeSelf(office)->federation;

    void mark(Workspace& workspace, const char* reason) const
    {
        auto work = need(UnitOfWork::begin(workspace, OfficesWorld::someone));
        need(markNotDuplicate(*work, outlets, mine, other, QString::fromUtf8(reason)));
        need(work->commit());
    }
    static qsizetype count(const Workspace& workspace, const QString& registry)
    {
        return storedRows(workspace, registry).size();
    }
    RowId figure(Workspace& workspace, const FieldValue& of, const char* date, qint64 value) const
    {
        const Record indicator = need(workspace.rows({.registry = QStringLiteral("indicators")})).first();
        return add(workspace, "measurements",
            {{u"indicator", indicator.id}, {u"date", QString::fromLatin1(date)}, {u"federation", of},
                {u"value", value}});
    }
    RowId otherFederation() const
    {
        return need(office.row(QStringLiteral("townships"), foreignTownship()))[u"federation"].number();
    }
    /// A row that came with an answer of the district, which does not know of it any more.
    RowId answeredOnce(const Record& row)
    {
        Author answering = OfficesWorld::someone;
        answering.door = Door::receipt;
        auto work = need(UnitOfWork::begin(office, answering));
        const RowId id = need(work->add(row));
        need(work->commit());
        return id;
    }
    void attachedOnce(RowId outlet)
    {
        Author answering = OfficesWorld::someone;
        answering.door = Door::receipt;
        auto work = need(UnitOfWork::begin(office, answering));
        need(attach(*work, outlets, outlet, QStringLiteral("照片.jpg"), "photo"));
        need(work->commit());
    }
};
} // namespace

TEST_CASE("a pair marked 不是重复 at an office is marked at the district and unmarked with it")
{
    Belonging story;
    story.mark(story.office, "两家");
    const Merged taken = story.handInAndMerge();
    CHECK(taken.conflicts.isEmpty());
    CHECK(taken.refused.isEmpty());
    REQUIRE(Belonging::count(story.district, marks) == 1);
    story.answer();
    CHECK(Belonging::count(story.office, marks) == 1);

    Story::remove(story.office, "not_duplicates", storedRows(story.office, marks).first().id);
    CHECK(story.handInAndMerge().conflicts.isEmpty());
    CHECK(Belonging::count(story.district, marks) == 0);
}

TEST_CASE(
    "what an office made and took back goes with or without the row that it hung on, handed in before or not")
{
    Belonging story;
    story.handInAndMerge();
    story.answer();
    Story::set(story.district, "outlets", story.other, {{u"operator", FieldValue(QStringLiteral("甲"))}});
    story.mark(story.office, "两家");
    const QString marked = story.handIn();
    if (GENERATE(true, false)) {
        story.merge(marked);
        REQUIRE(Belonging::count(story.district, marks) == 1);
    }
    Story::remove(story.office, "not_duplicates", storedRows(story.office, marks).first().id);
    Story::remove(story.office, "outlets", story.other);
    story.handInAndMerge();
    CHECK(story.onlyConflict().registry == outlets);
    CHECK(Belonging::count(story.district, marks) == 0);
}

TEST_CASE("a pair that district and office marked in the same words is no question and is marked once")
{
    Belonging story;
    story.handInAndMerge();
    story.answer();
    story.mark(story.district, "两家");
    story.mark(story.office, "两家");
    CHECK(story.handInAndMerge().conflicts.isEmpty());
    story.answer();
    REQUIRE(Belonging::count(story.district, marks) == 1);
    REQUIRE(Belonging::count(story.office, marks) == 1);
    CHECK(storedRows(story.district, marks).first().code() == storedRows(story.office, marks).first().code());
    CHECK(story.handInAndMerge().conflicts.isEmpty());
}

TEST_CASE("a pair that district and office marked for different reasons is a question")
{
    Belonging story;
    story.handInAndMerge();
    story.answer();
    story.mark(story.district, "两家");
    story.mark(story.office, "老板不同");
    const Merged asked = story.handInAndMerge();
    REQUIRE(asked.conflicts.size() == 1);
    CHECK(asked.conflicts.first().kind == ConflictKind::duplicate);
}

TEST_CASE("an office removes a row that the district marked as no duplicate without a question")
{
    Belonging story;
    story.handInAndMerge();
    story.answer();
    story.mark(story.district, "两家");
    Story::remove(story.office, "outlets", story.other);
    CHECK(story.handInAndMerge().conflicts.isEmpty());
    CHECK_FALSE(storedRow(story.district, outlets, story.other));
    CHECK(Belonging::count(story.district, marks) == 0);
}

TEST_CASE("a figure that an office entered by hand for its federation comes in and stays with it")
{
    Belonging story;
    const QString measurements = QStringLiteral("measurements");
    const RowId own = story.figure(story.office, story.federation, "2025-01-10", 50);
    const Merged taken = story.handInAndMerge();
    CHECK(taken.conflicts.isEmpty());
    CHECK(taken.refused.isEmpty());
    REQUIRE(storedRow(story.district, measurements, own));

    Story::set(story.district, "measurements", own, {{u"value", qint64(60)}});
    const RowId theirs = story.figure(story.district, story.federation, "2025-01-20", 70);
    const RowId foreign = story.figure(story.district, story.otherFederation(), "2025-01-20", 80);
    story.answerWhole();
    REQUIRE(storedRow(story.office, measurements, own));
    CHECK((*storedRow(story.office, measurements, own))[u"value"].number() == 60);
    CHECK(storedRow(story.office, measurements, theirs));
    CHECK_FALSE(storedRow(story.office, measurements, foreign));
}

TEST_CASE(
    "a figure that an office entered by hand for others waits for a decision and stays with it till then")
{
    Belonging story;
    const RowId whole = story.figure(story.office, FieldValue(), "2025-01-10", 50);
    const RowId foreign = story.figure(story.office, story.otherFederation(), "2025-01-10", 50);
    const Merged asked = story.handInAndMerge();
    REQUIRE(asked.conflicts.size() == 2);
    for (const Conflict& one : asked.conflicts) {
        CHECK(one.kind == ConflictKind::area);
        CHECK(one.reason == QStringLiteral("填的农合联不在该乡镇的范围内"));
    }
    story.answerWhole();
    CHECK(storedRow(story.office, QStringLiteral("measurements"), whole));
    CHECK(storedRow(story.office, QStringLiteral("measurements"), foreign));
}

TEST_CASE("a quarter that an office closed for itself is not handed in and stays with it")
{
    Belonging story;
    const RowId closed = Story::add(story.office, "closings",
        {{u"quarter", QStringLiteral("2024Q4")}, {u"closed_by", QStringLiteral("李四")},
            {u"closed_at", QStringLiteral("2025-01-10")}, {u"content", QStringLiteral("{}")},
            {u"digest", QStringLiteral("0")}});
    const Merged taken = story.handInAndMerge();
    CHECK(taken.conflicts.isEmpty());
    CHECK(taken.refused.isEmpty());
    CHECK(Belonging::count(story.district, QStringLiteral("closings")) == 0);
    story.answerWhole();
    CHECK(storedRow(story.office, QStringLiteral("closings"), closed));
}

TEST_CASE("a complete answer takes a row with what hangs on it and leaves what hangs on a row that stays")
{
    Belonging story;
    story.handInAndMerge();
    story.answer();
    Record outlet(*story.office.registries().find(outlets));
    outlet.set(u"name", QStringLiteral("撤了的社"));
    outlet.set(u"township", story.township());
    const RowId gone = story.answeredOnce(outlet);
    story.attachedOnce(gone);
    story.attachedOnce(story.mine);
    const QList<Record> members = need(story.office.rows({.registry = QStringLiteral("members"),
        .equals = {{QStringLiteral("township"), FieldValue(story.township())}}}));
    REQUIRE_FALSE(members.isEmpty());
    Record membership(*story.office.registries().find(u"memberships"));
    membership.set(u"member", members.first().id);
    membership.set(u"federation", story.otherFederation());
    const RowId hangs = story.answeredOnce(membership);
    REQUIRE(Belonging::count(story.office, QStringLiteral("attachments")) == 2);

    story.handInAndMerge();
    story.answerWhole();
    CHECK_FALSE(storedRow(story.office, outlets, gone));
    const QList<Record> attachments = storedRows(story.office, QStringLiteral("attachments"));
    REQUIRE(attachments.size() == 1);
    CHECK(attachments.first()[u"row"].number() == story.mine);
    CHECK(storedRow(story.office, QStringLiteral("memberships"), hangs));
}

TEST_CASE("dates of a membership that contradict each other wait and keep no change of the member out")
{
    Story story;
    const RowId member = need(story.office.rows({.registry = QStringLiteral("members"),
                                  .equals = {{QStringLiteral("township"), FieldValue(story.township())}}}))
                             .first()
                             .id;
    const RowId membership
        = storedRows(story.office, QStringLiteral("memberships"), {{QStringLiteral("member"), {member}}})
              .first()
              .id;
    story.handInAndMerge();
    story.answer();
    Story::set(story.office, "memberships", membership, {{u"left_on", QStringLiteral("2025-02-02")}});
    Story::set(story.district, "memberships", membership, {{u"joined_on", QStringLiteral("2025-03-03")}});
    story.handInAndMerge();
    CHECK(story.onlyConflict().kind == ConflictKind::rule);
    CHECK(story.onlyConflict().reason.contains(QStringLiteral("早于“入会日期”")));
    story.settle(Settlement::Choice::ours);
    Story::set(story.district, "members", member, {{u"kind", QStringLiteral("家庭农场")}});
    story.handInAndMerge();
    story.answer();
    CHECK(need(story.office.row(QStringLiteral("members"), member))[u"kind"].text()
        == QStringLiteral("家庭农场"));
    CHECK((*storedRow(story.office, QStringLiteral("memberships"), membership))[u"joined_on"].text()
        == QStringLiteral("2025-03-03"));
}
