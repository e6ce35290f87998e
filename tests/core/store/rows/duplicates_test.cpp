#include "core/store/rows/duplicates.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
struct Shops : TestWorkspace {
    RowId place = township(QStringLiteral("大观镇"));
    RowId shop(const QString& name, double lon = 0, double lat = 0) const
    {
        return add("outlets",
            {{u"name", name}, {u"township", place}, {u"lon", lon > 0 ? FieldValue(lon) : FieldValue()},
                {u"lat", lat > 0 ? FieldValue(lat) : FieldValue()}});
    }
    /// “other: reasons” for each row that may be the same as the one with this name.
    QStringList like(const QList<std::pair<QStringView, FieldValue>>& fields, RowId id = 0) const
    {
        Record record = newRow("outlets", fields);
        record.id = id;
        return said(need(possibleDuplicates(*workspace, record)));
    }
    static QStringList said(const QList<PossibleDuplicate>& found)
    {
        QStringList lines;
        for (const PossibleDuplicate& one : found)
            lines += one.other.title() + u':' + one.reasons.join(u'、');
        return lines;
    }
};
} // namespace

TEST_CASE("the same name in the township is found with the place in front, full width and blanks")
{
    Shops test;
    test.shop(QStringLiteral("金龙综合服务社"));
    for (const char* name : {"大观镇金龙综合服务社", "金龙 综合服务社", "南川区金龙综合服务社"}) {
        INFO(name);
        CHECK(test.like({{u"name", QString::fromUtf8(name)}, {u"township", test.place}})
            == QStringList{QStringLiteral("金龙综合服务社:同一镇街同名")});
    }
    const RowId elsewhere = test.township(QStringLiteral("木凉镇"));
    CHECK(test.like({{u"name", QStringLiteral("金龙综合服务社")}, {u"township", elsewhere}}).isEmpty());
}

TEST_CASE("a place within 50 metres is found with its distance, one further off is not")
{
    Shops test;
    test.shop(QStringLiteral("甲"), 107.1, 29.1);
    const auto at = [&](double lon, double lat) {
        return test.like(
            {{u"name", QStringLiteral("乙")}, {u"township", test.place}, {u"lon", lon}, {u"lat", lat}});
    };
    CHECK(at(107.1, 29.10040) == QStringList{QStringLiteral("甲:相距 45 米")});
    CHECK(at(107.1, 29.10050).isEmpty());
    CHECK(at(107.1004, 29.1) == QStringList{QStringLiteral("甲:相距 39 米")});
    CHECK(at(107.1006, 29.1).isEmpty());
}

TEST_CASE("the same credit code is found among federations")
{
    TestWorkspace test;
    const QString code = QStringLiteral("91350100M000100Y43");
    auto rows = need(test->rows({.registry = QStringLiteral("federations")}));
    {
        const auto work = test.begin();
        rows[1].set(u"credit_code", code);
        REQUIRE(work->change(rows[1]));
        REQUIRE(work->commit());
    }
    rows[2].set(u"credit_code", code);
    const auto found = need(possibleDuplicates(*test, rows[2]));
    REQUIRE(found.size() == 1);
    CHECK(found.first().other.id == rows[1].id);
    CHECK(found.first().reasons == QStringList{QStringLiteral("统一社会信用代码相同")});
}

TEST_CASE("all pairs of a ledger are found once, as one by one, until they are marked 不是重复")
{
    Shops test;
    const RowId a = test.shop(QStringLiteral("甲店"), 107.0009999, 29.0);
    const RowId b
        = test.shop(QStringLiteral("大观镇甲店"), 107.0010001, 29.0); // across the border of two squares
    test.shop(QStringLiteral("丙店"), 107.2, 29.2);
    const auto pairs = need(duplicatePairs(*test, QStringLiteral("outlets")));
    REQUIRE(pairs.size() == 1);
    CHECK(pairs.first().first.id == a);
    CHECK(pairs.first().second.other.id == b);
    CHECK(pairs.first().second.reasons.size() == 2);
    {
        const auto work = test.begin();
        REQUIRE(markNotDuplicate(*work, QStringLiteral("outlets"), b, a, QStringLiteral("两家店")));
        REQUIRE(work->commit());
    }
    CHECK(need(duplicatePairs(*test, QStringLiteral("outlets"))).isEmpty());
    CHECK(need(possibleDuplicates(*test, test.row("outlets", a))).isEmpty());
    const auto work = test.begin();
    CHECK(markNotDuplicate(*work, QStringLiteral("outlets"), a, 77, {}).error().kind == ErrorKind::notFound);
}
