#include "core/store/history/change_log.h"
#include "core/store/people/personal_access.h"
#include "core/store/rows/row_warnings.h"
#include "core/store/undo/undo.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
QStringList warned(const Workspace& workspace, const Record& row, const Record* before = nullptr)
{
    QStringList fields;
    for (const Finding& finding : need(rowWarnings(workspace, row, before))) {
        CHECK(finding.severity == Finding::Severity::warning);
        fields += finding.field;
    }
    return fields;
}
} // namespace

TEST_CASE("a phone number that is none is warned of, real ones and masked ones are not")
{
    TestWorkspace test;
    const auto with = [&](const char* phone) {
        return warned(*test,
            test.newRow("outlets", {{u"name", QStringLiteral("店")}, {u"phone", QString::fromUtf8(phone)}}));
    };
    for (const char* good :
        {"13812345678", "023-71423456", "71423456", "138****0000", "13812345678、71423456", "400-123-4567"}) {
        INFO(good);
        CHECK(with(good).isEmpty());
    }
    for (const char* bad : {"1381234567", "12345678901", "张三", "138123456789"}) {
        INFO(bad);
        CHECK(with(bad) == QStringList{QStringLiteral("phone")});
    }
}

TEST_CASE("more 亩 in a month and stage than the township has farmland is warned of")
{
    TestWorkspace test;
    const RowId place = test.township(QStringLiteral("大观镇"));
    const RowId shop = test.add("outlets", {{u"name", QStringLiteral("店")}, {u"township", place}});
    Record township = test.row("townships", place);
    township.set(u"farmland", 10'000); // 100 亩
    {
        const auto work = test.begin();
        REQUIRE(work->change(township));
        REQUIRE(work->commit());
    }
    const auto service = [&](const char* stage, const char* crop, int area) {
        return test.newRow("services",
            {{u"month", QStringLiteral("2024-07")}, {u"township", place}, {u"provider", shop},
                {u"stage", QString::fromUtf8(stage)}, {u"crop", QString::fromUtf8(crop)}, {u"area", area}});
    };
    CHECK(warned(*test, service("耕", "水稻", 10'000)).isEmpty());
    {
        const auto work = test.begin();
        REQUIRE(work->add(service("耕", "水稻", 6'000)));
        REQUIRE(work->commit());
    }
    CHECK(warned(*test, service("耕", "玉米", 4'000)).isEmpty());
    CHECK(warned(*test, service("耕", "玉米", 4'001)) == QStringList{QStringLiteral("area")});
    CHECK(warned(*test, service("收", "玉米", 4'001)).isEmpty());
}

TEST_CASE("a village of another township is warned of, an unknown one and the township's own are not")
{
    TestWorkspace test;
    const RowId here = test.township(QStringLiteral("大观镇"));
    const RowId there = test.township(QStringLiteral("南城街道"));
    const auto villages = need(test->rows({.registry = QStringLiteral("villages")}));
    QString foreign, own;
    for (const Record& village : villages) {
        if (village[u"township"].number() == there)
            foreign = village.title();
        if (village[u"township"].number() == here)
            own = village.title();
    }
    REQUIRE_FALSE(foreign.isEmpty());
    const auto at = [&](const QString& village, RowId township) {
        return test.newRow(
            "outlets", {{u"name", QStringLiteral("店")}, {u"township", township}, {u"village", village}});
    };
    CHECK(warned(*test, at(own, here)).isEmpty());
    CHECK(warned(*test, at(QStringLiteral("旧名村"), here)).isEmpty());
    CHECK(warned(*test, at(foreign, here)) == QStringList{QStringLiteral("village")});
    const Record before = at(foreign, there);
    const Record moved = at(foreign, here); // the village stayed, the township is what changed
    CHECK(warned(*test, moved, &before) == QStringList{QStringLiteral("township")});
    CHECK(warned(*test, moved, &moved).isEmpty());
}

TEST_CASE("what was so before is not warned of again")
{
    TestWorkspace test;
    const Record before = test.newRow("outlets", {{u"phone", QStringLiteral("1")}});
    Record now = before;
    now.set(u"operator", QStringLiteral("李四"));
    CHECK(warned(*test, now, &before).isEmpty());
    now.set(u"phone", QStringLiteral("2"));
    CHECK(warned(*test, now, &before) == QStringList{QStringLiteral("phone")});
    CHECK(warned(*test, test.newRow("outlets", {{u"opened_on", QStringLiteral("2204-07-01")}}))
        == QStringList{QStringLiteral("opened_on")});
}

TEST_CASE("who sees personal data stands in the history and does not stand in the way of undo")
{
    TestWorkspace test;
    const RegistrySpec& spec = *test->registries().find(u"outlets");
    const Author zhang{QStringLiteral("测试员"), Door::form, {}};
    CHECK(seePersonal(*test.workspace, zhang, spec, 3).error().kind == ErrorKind::locked); // nobody is listed
    REQUIRE(addPerson(*test.workspace, zhang, zhang.who, Role::admin));
    REQUIRE(test->signIn(zhang.who));
    test.add(
        "outlets", {{u"name", QStringLiteral("店")}, {u"township", test.township(QStringLiteral("大观镇"))}});
    const auto adding = need(nextUndo(*test));
    REQUIRE(seePersonal(*test.workspace, zhang, spec, 3));
    const auto entries = need(history(*test, {.limit = 1}));
    CHECK(entries.first().who == zhang.who);
    CHECK(entries.first().reason == u"查看服务网点 3 行的联系电话");
    CHECK(need(nextUndo(*test))->entry == adding->entry);
    CHECK(personalFields(*test->registries().find(u"services")).isEmpty());
    test.reopen(Workspace::Access::read);
    CHECK_FALSE(seePersonal(*test.workspace, zhang, spec, 1));
}

TEST_CASE("a figure by hand for an indicator that the ledgers make, or a share above all, is warned of")
{
    TestWorkspace test;
    const auto with = [&](const char* indicator, qint64 value) {
        const RowId row
            = need(test->rowByCode(QStringLiteral("indicators"), QString::fromLatin1(indicator))).id;
        return warned(*test,
            test.newRow("measurements",
                {{u"indicator", row}, {u"date", QStringLiteral("2024-12-31")},
                    {u"value", value * 100'000'000}}));
    };
    CHECK(with("willing-households", 100).isEmpty());
    CHECK(with("willing-households", 5550) == QStringList{QStringLiteral("value")}); // 55.5 was meant
    CHECK(with("mu-times", 27) == QStringList{QStringLiteral("indicator")});
}
