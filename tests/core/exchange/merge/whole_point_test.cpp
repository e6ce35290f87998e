#include "tests/core/exchange/story.h"

using namespace coop;

namespace
{
/// An outlet whose point both offices know.
struct Located : Story {
    RowId id = add(office, "outlets",
        {{u"name", FieldValue(QStringLiteral("新店"))}, {u"township", FieldValue(township())}});

    Located()
    {
        set(office, "outlets", id, {{u"lon", 107.0}, {u"lat", 29.0}});
        handInAndMerge();
        answer();
    }
    static bool isAt(const Workspace& workspace, RowId id, double lon, double lat)
    {
        return value(workspace, id, u"lon") == FieldValue(lon)
            && value(workspace, id, u"lat") == FieldValue(lat);
    }
};
} // namespace

TEST_CASE("a point is taken whole or is a question and never made half from here and half from there")
{
    Located story;
    Story::set(story.district, "outlets", story.id, {{u"lat", 29.1}});
    Story::set(story.office, "outlets", story.id,
        {{u"lon", 107.1}, {u"operator", FieldValue(QStringLiteral("甲"))}});
    CHECK(story.handInAndMerge().conflicts.size() == 1);
    CHECK(Located::isAt(story.district, story.id, 107.0, 29.1));
    CHECK(Story::value(story.district, story.id, u"operator") == FieldValue(QStringLiteral("甲")));
    CHECK(story.onlyConflict().fields.keys()
        == QStringList{QStringLiteral("lat"), QStringLiteral("lon"), QStringLiteral("source_point")});
    story.settle(Settlement::Choice::theirs);
    CHECK(Located::isAt(story.district, story.id, 107.1, 29.0));
    story.answer();
    CHECK(Located::isAt(story.office, story.id, 107.1, 29.0));
}

TEST_CASE("a point that waits is the office's in all of it when it is taken, whatever moved meanwhile")
{
    Located story;
    Story::set(story.district, "outlets", story.id, {{u"lat", 29.1}});
    Story::set(story.office, "outlets", story.id, {{u"lat", 29.2}});
    CHECK(story.handInAndMerge().conflicts.size() == 1);
    Story::set(story.district, "outlets", story.id, {{u"lon", 107.3}});
    story.settle(Settlement::Choice::theirs);
    CHECK(Located::isAt(story.district, story.id, 107.0, 29.2));
}

TEST_CASE("where a point comes from is not lost at the district when the office moves the point")
{
    Story story;
    const RowId id = story.outlet();
    const FieldValue from(QStringLiteral("丁"));
    Story::set(story.district, "outlets", id, {{u"source_point", from}});
    Story::set(story.office, "outlets", id, {{u"lon", 107.1}, {u"lat", 29.0}});
    CHECK(story.handInAndMerge().conflicts.size() == 1);
    CHECK(Story::value(story.district, id, u"source_point") == from);
    CHECK(Story::value(story.district, id, u"lon").isNull());
}

TEST_CASE("a point that is taken is no question when it is handed in again with more of it changed")
{
    Located story;
    Story::set(story.office, "outlets", story.id, {{u"lon", 107.1}});
    CHECK(story.handInAndMerge().conflicts.isEmpty());
    Story::set(story.office, "outlets", story.id, {{u"lat", 29.1}});
    CHECK(story.handInAndMerge().conflicts.isEmpty());
    CHECK(Located::isAt(story.district, story.id, 107.1, 29.1));
    story.answer();
    CHECK(need(changesToHandIn(story.office)).isEmpty());
}

TEST_CASE("an answer leaves a point that the office moved since as it is and tells its own when that is over")
{
    Located story;
    Story::set(story.office, "outlets", story.id, {{u"lon", 107.1}});
    story.handInAndMerge();
    Story::set(story.district, "outlets", story.id, {{u"lat", 29.1}});
    Story::set(story.office, "outlets", story.id, {{u"lon", 107.2}});
    story.answer();
    CHECK(Located::isAt(story.office, story.id, 107.2, 29.0));
    SECTION("handed in, it is a question")
    {
        CHECK(story.handInAndMerge().conflicts.size() == 1);
        story.settle(Settlement::Choice::ours);
    }
    SECTION("taken back, nothing of it is handed in, and the district is asked")
    {
        Story::set(story.office, "outlets", story.id, {{u"lon", 107.1}});
        CHECK(need(changesToHandIn(story.office)).isEmpty());
        CHECK(story.handInAndMerge().conflicts.isEmpty());
    }
    story.answer();
    CHECK(Located::isAt(story.office, story.id, 107.1, 29.1));
}

TEST_CASE("of a row that was moved and removed the point comes whole or not at all where the row stays")
{
    Located story;
    Story::set(story.district, "outlets", story.id, {{u"lat", 29.1}});
    Story::set(story.office, "outlets", story.id, {{u"lon", 107.1}});
    Story::remove(story.office, "outlets", story.id);
    CHECK(story.handInAndMerge().conflicts.size() == 1);
    CHECK(Located::isAt(story.district, story.id, 107.0, 29.1));
}
