#include "core/store/history/replay.h"
#include "core/store/kept/layer_table.h"
#include "core/store/undo/undo.h"
#include "tests/core/store/test_workspace.h"

using namespace coop;

namespace
{
Author someone(const QString& reason = {})
{
    return {QStringLiteral("测试员"), Door::form, reason};
}

RowId outlet(const TestWorkspace& test, const QString& name)
{
    return test.add("outlets", {{u"name", name}, {u"township", test.township(QStringLiteral("中桥乡"))}});
}

void change(const TestWorkspace& test, RowId id, QStringView field, const FieldValue& value)
{
    Record row = test.row("outlets", id);
    row.set(field, value);
    const auto work = test.begin(QStringLiteral("修改"));
    REQUIRE(need(work->change(row)));
    REQUIRE(work->commit());
}

qint64 newest(const TestWorkspace& test)
{
    return need(historyHeads(*test, {.limit = 1})).first().entry;
}

/// Content by registry and row, so that two states can be compared.
bool same(const TestWorkspace& test, const ReplayedContent& a, const ReplayedContent& b)
{
    return differences(*test, a, b, QStringLiteral("a"), QStringLiteral("b")).isEmpty();
}

void undoNext(const TestWorkspace& test)
{
    const auto next = need(nextUndo(*test));
    REQUIRE(next);
    REQUIRE(undo(*test.workspace, someone(), next->entry));
}
} // namespace

TEST_CASE("undo goes back step by step to the making of the workspace and redo forward again")
{
    const TestWorkspace test;
    const auto first = currentContent(*test);
    const RowId id = outlet(test, QStringLiteral("甲店"));
    change(test, id, u"operator", QStringLiteral("王五"));
    change(test, id, u"opened_on", QStringLiteral("2021-05-01"));
    const auto work = test.begin(QStringLiteral("删除"));
    REQUIRE(work->remove(QStringLiteral("outlets"), id));
    REQUIRE(work->commit());
    const auto last = currentContent(*test);
    for (int i = 0; i < 4; ++i)
        undoNext(test);
    CHECK(same(test, first, currentContent(*test)));
    CHECK_FALSE(need(nextUndo(*test)));
    for (int i = 0; i < 4; ++i) {
        const auto next = need(nextRedo(*test));
        REQUIRE(next);
        REQUIRE(redo(*test.workspace, someone(), next->entry));
    }
    CHECK(same(test, last, currentContent(*test)));
    CHECK_FALSE(need(nextRedo(*test)));
    CHECK(need(verifyChangeLog(*test)).isEmpty());
    CHECK(checkAgainstHistory(*test).isEmpty());
}

TEST_CASE("a new edit ends what could be redone")
{
    const TestWorkspace test;
    const RowId id = outlet(test, QStringLiteral("甲店"));
    change(test, id, u"operator", QStringLiteral("王五"));
    undoNext(test);
    CHECK(need(nextRedo(*test))->name == QStringLiteral("修改"));
    change(test, id, u"operator", QStringLiteral("赵六"));
    CHECK_FALSE(need(nextRedo(*test)));
}

TEST_CASE("an older entry is taken back when later ones leave its fields alone")
{
    const TestWorkspace test;
    const RowId id = outlet(test, QStringLiteral("甲店"));
    change(test, id, u"operator", QStringLiteral("王五"));
    const qint64 older = newest(test);
    change(test, id, u"address", QStringLiteral("新街 1 号"));
    REQUIRE(undo(*test.workspace, someone(), older));
    CHECK(test.row("outlets", id)[u"operator"].isNull());
    CHECK(test.row("outlets", id)[u"address"].text() == QStringLiteral("新街 1 号"));
    CHECK(need(historyEntry(*test, older)).undone);
    CHECK(undo(*test.workspace, someone(), older).error().text.contains(QStringLiteral("已经撤销过")));
}

TEST_CASE("an entry that later ones build on is not taken back, and they are named")
{
    const TestWorkspace test;
    const RowId id = outlet(test, QStringLiteral("甲店"));
    const qint64 adding = newest(test);
    change(test, id, u"operator", QStringLiteral("王五"));
    const qint64 first = newest(test);
    change(test, id, u"operator", QStringLiteral("赵六"));
    const qint64 second = newest(test);
    const auto before = currentContent(*test);

    const auto refused = undo(*test.workspace, someone(), first);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::refused);
    CHECK(refused.error().text.contains(QStringLiteral("第 %1 号").arg(second)));
    CHECK_FALSE(refused.error().text.contains(QStringLiteral("第 %1 号（").arg(adding)));
    CHECK(undo(*test.workspace, someone(), adding)
              .error()
              .text.contains(QStringLiteral("第 %1 号").arg(first)));
    CHECK(newest(test) == second);
    CHECK(same(test, before, currentContent(*test)));
}

TEST_CASE("a row that others refer to is not taken back, and the entry that refers is named")
{
    const TestWorkspace test;
    const RowId id = outlet(test, QStringLiteral("甲店"));
    const qint64 adding = newest(test);
    test.add("services",
        {{u"month", QStringLiteral("2024-07")}, {u"township", test.township(QStringLiteral("中桥乡"))},
            {u"provider", id}, {u"stage", QStringLiteral("耕")}, {u"area", 1000}, {u"times", 1}});
    const auto refused = undo(*test.workspace, someone(), adding);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.contains(QStringLiteral("第 %1 号（").arg(newest(test))));
}

TEST_CASE("two rows that swapped their codes in one step get them back")
{
    const TestWorkspace test;
    const RowId a = outlet(test, QStringLiteral("甲店"));
    const RowId b = outlet(test, QStringLiteral("乙店"));
    const QString codeA = test.row("outlets", a).code();
    const QString codeB = test.row("outlets", b).code();
    const auto work = test.begin(QStringLiteral("交换编码"));
    for (const auto& [id, code] :
        {std::pair(a, QStringLiteral("TMP")), std::pair(b, codeA), std::pair(a, codeB)}) {
        Record row = test.row("outlets", id);
        row.set(u"code", code);
        REQUIRE(need(work->change(row)));
    }
    REQUIRE(work->commit());
    CHECK(test.row("outlets", a).code() == codeB);
    undoNext(test);
    CHECK(test.row("outlets", a).code() == codeA);
    CHECK(test.row("outlets", b).code() == codeB);
}

TEST_CASE("a removed row does not come back when its code or its natural key is taken")
{
    const TestWorkspace test;
    const RowId id = outlet(test, QStringLiteral("甲店"));
    {
        const auto work = test.begin(QStringLiteral("删除甲店"));
        REQUIRE(work->remove(QStringLiteral("outlets"), id));
        REQUIRE(work->commit());
    }
    const qint64 removing = newest(test);
    outlet(test, QStringLiteral("甲店")); // the code is given again, too
    const auto refused = undo(*test.workspace, someone(), removing);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.contains(QStringLiteral("甲店")));
}

TEST_CASE("the lists of a member come and go with the step")
{
    const TestWorkspace test;
    const FieldValue federations(FieldValue::List{test.federation(QStringLiteral("大观镇农合联"))});
    const RowId id = test.add("members",
        {{u"name", QStringLiteral("甲合作社")}, {u"kind", QStringLiteral("农民合作社")},
            {u"township", test.township(QStringLiteral("大观镇"))}, {u"federations", federations},
            {u"joined_on", FieldValue(FieldValue::List{QStringLiteral("2024-07-01")})}});
    undoNext(test);
    CHECK_FALSE(test->row(QStringLiteral("members"), id));
    CHECK(need(test->count(QStringLiteral("memberships"))) == 0);
    REQUIRE(redo(*test.workspace, someone(), need(nextRedo(*test))->entry));
    CHECK(test.row("members", id)[u"federations"] == federations);
}

TEST_CASE("a layer that was replaced comes back with its features")
{
    const TestWorkspace test;
    const QByteArray point = QByteArray::fromHex("0101000000"
                                                 "0000000000c05a40"
                                                 "0000000000003d40");
    const auto layer = [&](const QString& name, int features) {
        QList<LayerFeature> all;
        for (int i = 0; i < features; ++i)
            all += LayerFeature{point, QString::number(i), QString(), 0};
        REQUIRE(addMapLayer(*test.workspace, someone(QStringLiteral("图层 ") + name),
            MapLayer{.name = name, .role = LayerRole::boundaries}, all));
    };
    layer(QStringLiteral("旧边界"), 2);
    layer(QStringLiteral("新边界"), 3);
    undoNext(test);
    REQUIRE(need(mapLayers(*test)).size() == 1);
    CHECK(need(mapLayers(*test)).first().name == QStringLiteral("旧边界"));
    CHECK(need(mapLayerFeatures(*test, QStringLiteral("旧边界"))).size() == 2);
    REQUIRE(redo(*test.workspace, someone(), need(nextRedo(*test))->entry));
    CHECK(need(mapLayerFeatures(*test, QStringLiteral("新边界"))).size() == 3);
    CHECK(checkAgainstHistory(*test).isEmpty());
}

TEST_CASE("the making of the workspace and an undo itself are not taken back")
{
    const TestWorkspace test;
    CHECK(undo(*test.workspace, someone(), 1).error().text.contains(QStringLiteral("起点")));
    outlet(test, QStringLiteral("甲店"));
    undoNext(test);
    CHECK(undo(*test.workspace, someone(), newest(test)).error().kind == ErrorKind::refused);
    CHECK(undo(*test.workspace, someone(), 999).error().kind == ErrorKind::notFound);
}
